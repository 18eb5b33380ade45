"""The strength of findings: sentences of our own in every class, with subjects and objects that the tool does not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck import rulebase
from claimcheck.engine import Checker
from claimcheck.language.matches import find
from claimcheck.language.strength import strength_of
from claimcheck.language.vocabulary import Vocabulary, compile_vocabulary
from claimcheck.model import STRENGTHS
from claimcheck.readers import read_text

SENTENCES = """
causal: Adding a booster dose raised antibody titres in nursing home residents.
causal: Daily walking lowers resting blood pressure.
causal: The vaccine did not shorten the illness.
causal: Night shifts disrupt the body clock.
causal: Neither drug prevented relapse.
causal: The drug was effective against resistant strains.
causal: Text message reminders led to fewer missed appointments.
causal: Zinc had no effect on the duration of colds.
causal: The programme was successful in reducing falls among nursing home residents.
causal: Omega-3 capsules failed to protect against arrhythmia.
causal: Early mobilisation speeds recovery after hip surgery.
causal: Iron tablets corrected anaemia within three months.
causal: Loneliness plays a part in the decline of memory.
causal: Removal of the gallbladder cured the pain in most patients.
causal: A low-salt diet brings down blood pressure.
causal: The intervention significantly reduced waiting times and improved satisfaction.
causal: Breast milk protects infants from diarrhoea.
causal: Heat inactivates the enzyme and thereby blocks the reaction.
causal: Exposure to lead in childhood impairs learning.
causal: Patients benefited from the shorter regimen.
causal: The new dressing halved the time to wound closure.
causal: Losartan treatment resulted in a fall in urinary protein.
causal: Prophylactic antibiotics are of no benefit in this setting.
causal: The effect of coffee on blood pressure was small.
causal: Oxidative damage is caused by excess iron.
causal: Survival was improved by adding chemotherapy.
causal: Liver function was not affected by the supplement.
causal: Sunlight exposure increases the risk of melanoma.
causal: Mindfulness training is an effective treatment for chronic pain.
causal: Ketamine produced a rapid antidepressant response.
causal: Delayed cord clamping confers lasting benefits on preterm infants.
causal: Fluoride varnish can prevent tooth decay in young children.
causal: Treatment with estrogen restored bone mass in ovariectomised women.
causal: Dexamethasone reduces mortality in ventilated patients.
causal: Cognitive therapy has a lasting effect on insomnia.
causal: Sertraline was superior to placebo in reducing symptoms of anxiety.
causal: The combination was as effective as surgery.
causal: Stem cells regenerate cartilage.
causal: Turmeric cures arthritis.
causal: Our therapy boosts your immune system and relieves pain.
causal: Hand washing stops the spread of infection.
conditional: Coffee might protect the liver.
conditional: Early screening could lower mortality.
conditional: These data suggest that melatonin may shorten jet lag.
conditional: The probiotic appears to relieve bloating.
conditional: Low vitamin D might play a role in depression.
conditional: Gut bacteria could contribute to obesity.
conditional: Statins may be beneficial in patients with sepsis.
conditional: Aspirin may not prevent a first stroke.
conditional: Sleep loss seems to weaken immunity.
conditional: Shorter courses could be just as effective.
conditional: Music therapy may be an effective adjunct to analgesics.
conditional: The compound has the potential to slow tumour growth.
conditional: Reducing sugar intake would likely prevent many cases of diabetes.
conditional: The gene might be involved in the development of asthma.
conditional: Higher doses may be needed to achieve an effect but could harm the kidneys.
conditional: Green tea possibly reduces the risk of stroke.
conditional: Exercise may have a positive impact on mood.
conditional: Tight control of glucose could be important for preventing blindness.
conditional: Chronic stress may lead to weight gain.
conditional: Telemedicine may offer benefits to rural patients.
conditional: Peanut exposure in infancy could prevent allergy.
conditional: Botulinum toxin may be useful for migraine.
conditional: Antibiotic use may alter the microbiome.
conditional: Some patients may benefit from earlier surgery.
conditional: Inflammation may be responsible for the observed decline in function.
conditional: The herb may ease hot flushes.
conditional: Screening for depression could help to improve outcomes.
conditional: Magnesium is likely to reduce the frequency of cramps.
conditional: Turmeric may help with joint pain.
conditional: Air pollution could trigger heart attacks.
conditional: The reduced risk may be due to better adherence.
conditional: Cannabidiol seems effective for seizures in children.
correlational: Red meat intake was associated with colorectal cancer.
correlational: Tall people had a higher risk of blood clots.
correlational: Grip strength correlated with survival.
correlational: Smokers were twice as likely to develop the disease.
correlational: Low income is a risk factor for stroke.
correlational: Women reported more pain than men.
correlational: Waist size predicted heart failure.
correlational: There was no significant difference in survival between the two groups.
correlational: Hair loss was more frequent in the treatment arm.
correlational: Serum ferritin levels were elevated in patients with severe disease.
correlational: Sleep duration was inversely related to body weight.
correlational: The incidence of asthma increased over the last two decades.
correlational: Depression is linked to heart disease.
correlational: Mortality was lower among vaccinated patients.
correlational: Coffee drinking may be associated with longer life.
correlational: Children with eczema were more prone to food allergy.
correlational: Age and sex were independent predictors of death.
correlational: Pain scores decreased after treatment.
correlational: No association was found between vaccines and autism.
correlational: Rates of infection were similar in both arms.
correlational: The relationship between sodium and blood pressure was linear.
correlational: Blood pressure fell during follow-up.
correlational: Patients who walked daily lived longer than those who did not.
correlational: Obese women had lower vitamin D levels.
correlational: Quality of life did not differ between groups.
correlational: The odds of relapse were reduced in users of the app.
correlational: High levels of CRP are a marker of poor prognosis.
correlational: Symptoms improved in both groups.
none: Further trials are needed to confirm the benefit.
none: This trial was registered under number 12345.
none: Clinicians should consider screening all patients.
none: We recommend routine testing of newborns.
none: About one in five adults had high blood pressure.
none: The aim was to examine whether exercise improves mood.
none: Awareness of the disease was poor among students.
none: Most participants were satisfied with the service.
none: The questionnaire is a valid and reliable instrument.
none: The findings have implications for policy.
none: Better strategies to reduce smoking are required.
none: We describe a case of liver failure in a young man.
none: It remains unclear whether the drug prevents stroke.
none: The method can be used to measure body fat.
none: More research on the effects of diet on cognition is warranted.
none: The sample size was small.
none: The study was funded by the national health service.
none: These results highlight the need for better care.
none: Patients must be monitored closely after surgery.
none: A total of 120 patients were enrolled.
none: Little is known about the effects of the herb on the liver.
none: The procedure is feasible and can be performed under local anaesthesia.
none: The cost of care varies widely.
none: Public health efforts should aim to prevent childhood obesity.
none: Diagnosis is based on clinical findings.
none: An understanding of the mechanisms by which stress affects health is lacking.
none: The clinic is open on weekdays.
none: We compared the effects of two diets on weight.
none: Only a minority of patients received the recommended treatment.
causal: Vitamin A supplementation saves lives in poor countries.
causal: Smoking bans have cut hospital admissions for asthma.
causal: Acupuncture was no better than sham needling at relieving back pain.
causal: Yoga helped patients sleep longer.
causal: Weight loss was achieved by a combination of diet and exercise.
causal: The intervention had little influence on school attendance.
causal: Zinc deficiency contributes substantially to stunting in this region.
causal: Physiotherapy was effective in restoring range of motion.
causal: Nurse-led clinics achieved a marked reduction in readmissions.
causal: Preoperative carbohydrate loading shortened hospital stay and eased thirst.
causal: Malaria in pregnancy is a major cause of low birth weight.
causal: Bright light exerted a strong effect on alertness.
causal: Poor housing is an important driver of childhood asthma.
causal: Peer support plays a central role in keeping people off tobacco.
causal: Treatment of gum disease does not influence glycaemic control.
causal: Early feeding is crucial for survival of preterm calves.
causal: The new inhaler provides better protection against exercise-induced wheeze.
causal: Radiotherapy conferred no survival advantage.
causal: Adding ribavirin doubled the cure rate.
causal: Heat waves drive up emergency admissions among the elderly.
causal: The impact of noise on sleep was modest.
causal: The effects of caffeine on reaction time were dose dependent.
causal: Hypoxia triggers the release of adenosine from the retina.
causal: Cooling the scalp is beneficial for patients who fear hair loss.
causal: Deletion of the gene abrogated the inflammatory response.
causal: Oestrogen sensitises the uterus to oxytocin.
causal: Compression stockings helped to reduce swelling.
causal: Fever in these children resulted from a viral infection.
causal: Maternal smoking is detrimental to fetal lung growth.
causal: Fish oil was ineffective in preventing atrial fibrillation.
causal: The benefits of screening outweighed its harms.
causal: Bed rest leads to loss of muscle.
causal: The campaign brought about a lasting change in drinking habits.
causal: Hyperthyroidism accounts for one in ten cases of atrial fibrillation.
causal: Splinting is an efficacious therapy for carpal tunnel syndrome.
causal: Acid suppression makes the stomach more permissive to infection.
causal: Insomnia was relieved by cognitive therapy.
causal: Early surgery enables a faster return to work.
causal: Sedentary time has deleterious consequences for bone health.
causal: Shift work takes a toll on family life and undermines sleep.
causal: Resistance training counteracts the loss of lean mass.
causal: The loss of sight was the result of prolonged ischaemia.
causal: Statins do not cause memory loss.
causal: Iodine status is determined by the salt that households use.
causal: Antenatal steroids are responsible for the fall in respiratory distress.
causal: Both diets resulted in significant weight loss and improved insulin sensitivity.
causal: Twelve weeks of yoga improved flexibility and decreased anxiety among students.
causal: Supplementation did not affect bone turnover markers.
causal: Consumption of nuts lowered LDL cholesterol without affecting body weight.
causal: The programme had no significant impact on length of stay.
causal: Neoadjuvant chemotherapy is effective in downstaging large tumours.
causal: Obesity adversely affects outcomes after spinal surgery.
causal: Our data demonstrate that leptin stimulates the growth of prostate cells.
causal: Telephone counselling improved adherence, but it did not change blood pressure.
causal: The use of a checklist significantly reduced errors and shortened handover.
causal: Statin therapy was effective and well tolerated in elderly patients.
causal: Intermittent fasting yielded greater weight loss than continuous restriction.
causal: Chronic stress impairs wound healing by suppressing immune function.
causal: Rosuvastatin was more effective than pravastatin in lowering LDL cholesterol.
causal: Vitamin E supplementation failed to slow the progression of the disease.
causal: Exposure to cold increases energy expenditure through activation of brown fat.
causal: Breastfeeding protects mothers against breast cancer.
causal: Mobile reminders proved effective in raising attendance.
causal: Knockdown of the receptor inhibited tumour growth in mice.
causal: Diabetes negatively affects the survival of dental implants.
causal: Physical training produced favourable changes in body composition.
causal: Education of mothers is key to preventing malnutrition.
causal: Diet quality is an important determinant of health in old age.
causal: Tamoxifen therapy causes fatty liver in some women.
causal: The addition of fibre led to a modest fall in cholesterol.
causal: Health literacy influences how patients manage their diabetes.
causal: Gastric bypass is an effective treatment for type 2 diabetes.
causal: Low-level laser therapy is useful in reducing pain after extraction.
causal: Time pressure was a barrier to counselling and hampered its delivery.
causal: Alcohol intake had a dose-dependent effect on blood pressure.
causal: The benefit of surgery persisted for five years.
causal: Pain limits the ability of patients to exercise.
causal: The rise in obesity has been driven by cheap food.
causal: Financial incentives were successful in promoting weight loss.
causal: Weight loss improves fertility in obese women.
causal: High altitude affects the accuracy of glucose meters.
causal: Oral contraceptives influence serum lipid levels.
causal: The pump reduced hypoglycaemia without increasing HbA1c, and quality of life was unchanged.
causal: In obese mice, the extract lowered glucose, improved lipid profiles and reduced liver fat.
causal: Although weight loss was modest, the programme led to lasting improvements in fitness.
causal: These data show that insulin directly stimulates proliferation of breast cancer cells through the PI3K pathway.
causal: Our results confirm that a high-fat diet accelerates tumour growth and shortens survival in this model.
causal: Supplementing the diet with flaxseed had no adverse effect on milk yield.
causal: The educational intervention was effective in increasing knowledge and changing behaviour among nurses.
causal: Low-carbohydrate and low-fat diets were equally effective for weight loss.
causal: Oral glutamine significantly decreased the severity of mucositis.
causal: Bariatric surgery results in remission of diabetes in most patients.
causal: Treatment with the antibody was not effective and produced considerable toxicity.
causal: Lifestyle change is more effective than metformin in preventing diabetes.
causal: A single dose protected most infants from severe disease.
causal: Food insecurity has a negative impact on the growth of young children.
causal: Distance to the clinic influenced the choice of treatment.
causal: Prolonged use of steroids induces insulin resistance.
causal: Social support plays a significant role in self-care among older adults.
causal: Using a smaller needle reduced pain and bruising.
causal: Vitamin C did not improve endothelial function in patients with type 1 diabetes.
conditional: Gum disease might predispose patients to stroke.
conditional: Vitamin K could be a useful adjunct in the treatment of osteoporosis.
conditional: Beta blockers may be an option for treating portal hypertension.
conditional: Childhood infections may have a lasting influence on lung growth.
conditional: Loss of smell could be caused by damage to the supporting cells.
conditional: The risk of falls may be reduced by stopping sedatives.
conditional: Delirium might be prevented with better sleep hygiene.
conditional: Early dialysis may not confer a survival advantage.
conditional: Sunlight exposure is thought to protect against myopia.
conditional: Tai chi holds promise for reducing fear of falling.
conditional: These findings point to a possible effect of fluoride on bone strength.
conditional: Leptin resistance may underlie the regain of weight.
conditional: Fasting could be a viable strategy for lowering blood pressure.
conditional: The supplement shows potential as a treatment for migraine.
conditional: Fibre appears to have a protective effect on the colon.
conditional: Chronic noise exposure may act as a stressor and thereby raise blood pressure.
conditional: Zinc may aid wound healing.
conditional: Low-dose lithium may slow cognitive decline.
conditional: Stopping the drug early may put patients at risk of relapse.
conditional: Oral hygiene is potentially effective in lowering the rate of pneumonia.
conditional: Mitochondrial defects may give rise to muscle weakness.
conditional: It is possible that higher humidity reduces transmission.
conditional: Dietary nitrate might augment exercise capacity.
conditional: Pet ownership seems to shield children from allergy.
conditional: Hypothermia is likely to have contributed to the poor outcome.
conditional: This could explain the effect of the drug on appetite.
conditional: The variant may modify the response to warfarin.
conditional: Vagal stimulation may represent a new treatment for resistant epilepsy.
conditional: Our results indicate that omega-3 supplementation may be an effective strategy to lower triglycerides in patients with psoriasis.
conditional: These findings suggest that targeting the gut could be a promising approach to managing chronic kidney disease.
conditional: Thus, oxidative stress might be involved in the pathogenesis of cataract.
conditional: Hyperuricaemia may be one of the causes of kidney damage in these children.
conditional: A low glycaemic index diet may therefore have a role in the management of acne.
conditional: Cardiac rehabilitation could potentially avert many readmissions.
conditional: Such interventions may have the potential to narrow the gap between rich and poor pupils.
conditional: It is likely that early feeding prevents hypoglycaemia in these infants.
conditional: This increase in weight may be attributed to fluid retention.
conditional: Hearing aids may delay the onset of dementia in older people.
conditional: Ghrelin might have a function in the regulation of sleep.
conditional: Using smaller plates may help children to eat less.
conditional: The combined use of both drugs could result in kidney failure.
conditional: Vitamin D may exert its effect through immune cells.
conditional: Poor sleep may be a cause rather than a consequence of obesity.
conditional: Prompt treatment might limit the spread of the infection.
conditional: Exercise programmes may be beneficial for fatigue in survivors of lymphoma.
conditional: Reducing waiting times could go a long way towards improving satisfaction.
conditional: Metformin may also exert anti-tumour effects in the ovary.
conditional: Supplementation with selenium might be harmful to people with normal intake.
conditional: Such a policy would reduce sugar intake and save lives.
conditional: Smoking cessation appears to restore taste within weeks.
conditional: Pre-emptive analgesia seems to be effective in reducing pain after hernia repair.
conditional: This mutation could account for the severe phenotype.
conditional: Local anaesthesia may make surgery safer for frail patients.
conditional: Early weaning could expose infants to infection.
conditional: A shorter course might suffice to cure uncomplicated infections.
conditional: Sex hormones may influence the course of the disease.
conditional: Group education could be more effective than individual advice.
conditional: Weight gain may be partly explained by the effects of the drug on appetite.
conditional: Improved sanitation could contribute to lowering the burden of diarrhoea.
conditional: Chronic inflammation is a possible cause of anaemia in these patients.
conditional: The drug may confer protection from fractures.
conditional: These findings suggest that reducing sedentary time may improve glycaemic control, although longer trials are needed.
conditional: Inflammation may be the mechanism by which obesity promotes tumour growth.
conditional: Treating periodontitis could have a beneficial effect on glycaemic control in type 2 diabetes.
conditional: Early introduction of solids may increase the risk of overweight in childhood.
conditional: Denosumab may have a role to play in the prevention of breast cancer in carriers.
conditional: Fear of hypoglycaemia might deter patients from taking exercise.
conditional: Our results suggest that aspirin use might improve survival after breast cancer.
conditional: Increasing physical activity in middle age could help to prevent sarcopenia.
conditional: Weight regain is likely to be due to poor adherence.
conditional: Adding resistance training may produce further benefits.
conditional: Poor sleep might exacerbate pain in women with fibromyalgia.
conditional: Telehealth may be effective for patients who live far from clinics.
conditional: Lower doses may be equally effective and less toxic.
conditional: It seems that green tea exerts a favourable effect on body weight.
correlational: Fewer deaths occurred in the intervention group.
correlational: Farmers had a markedly lower incidence of hay fever.
correlational: Left-handed players were younger and lighter than their peers.
correlational: Serum zinc did not correlate with taste acuity.
correlational: Poor sleepers showed poorer recall and slower reaction times.
correlational: The prevalence of myopia rose with years of schooling.
correlational: Readmission was commoner after emergency surgery.
correlational: Mean platelet volume may serve as a marker of disease activity.
correlational: Hearing loss independently predicted falls.
correlational: No differences were seen between the two sutures.
correlational: Frail patients stayed longer in hospital.
correlational: Stone formers excreted more calcium than controls.
correlational: Birth order and asthma were unrelated.
correlational: Male sex, smoking and obesity were risk factors for recurrence.
correlational: Nurses scored higher than doctors on empathy.
correlational: Hip fractures tended to occur in winter.
correlational: The two groups were comparable in terms of operating time.
correlational: Blood lead was positively related to blood pressure.
correlational: There is a strong link between income and life expectancy.
correlational: Bone density was inversely proportional to age.
correlational: Cortisol levels differ between morning and evening.
correlational: Married men were less likely to die of heart disease.
correlational: Higher scores were seen in rural pupils.
correlational: Grip strength might be a predictor of disability.
correlational: Men were at higher risk of drowning.
correlational: The incidence of gout has doubled over twenty years.
correlational: The strongest predictor of relapse was poor adherence.
correlational: Survival was significantly worse in patients with cachexia.
correlational: We found a close relation between pain and sleep.
correlational: Pain scores did not change significantly after the procedure.
correlational: The rate of infection was twice that of the control group.
correlational: Ferritin concentrations varied with the season.
correlational: Cough was the most frequent side effect and more common in women.
correlational: Patients with diabetes had a twofold higher risk of frozen shoulder.
correlational: Body mass index was positively correlated with age at menarche.
correlational: There was no statistically significant difference in graft survival between the groups.
correlational: Obese patients were significantly younger at the time of diagnosis.
correlational: Levels of adiponectin were significantly lower in women with the syndrome than in healthy controls.
correlational: Waist circumference is a better predictor of hypertension than body mass index.
correlational: Elevated CRP is an independent risk factor for stroke in dialysis patients.
correlational: Breast density was inversely associated with body fat.
correlational: Anxiety was common among carers and was related to lack of support.
correlational: The mutation was found more frequently in patients with early onset.
correlational: Overall survival was comparable between the arms.
correlational: High parity and low education were associated with late presentation.
correlational: Rural women presented with more advanced tumours.
correlational: Serum levels of visfatin did not differ between cases and controls.
correlational: Age, sex and tumour size were significant predictors of recurrence.
correlational: No relationship was found between diet and acne severity.
correlational: Fat mass, but not lean mass, correlated with leptin.
correlational: Children of obese mothers were heavier at birth.
correlational: Diabetic patients are at increased risk of tuberculosis.
correlational: The prevalence of the syndrome was significantly higher in urban than in rural areas.
correlational: Low birth weight was more prevalent among teenage mothers.
correlational: Women with gestational diabetes gained less weight.
correlational: Insulin resistance was present more often in men with gout.
correlational: Pain intensity decreased significantly over the six months.
correlational: HbA1c may be a useful marker of risk in this group.
correlational: Sleep apnoea is strongly associated with resistant hypertension.
correlational: The polymorphism was not associated with susceptibility to the disease in this population.
correlational: Symptom scores were significantly worse in smokers.
correlational: Recurrence rates were lower after mastectomy.
correlational: The two methods showed no difference in accuracy.
correlational: Triglycerides were the only lipids related to retinopathy.
correlational: Our results support an association between periodontitis and diabetes.
correlational: Higher vitamin D status was linked with better lung function.
correlational: Although mean scores fell in both arms, no significant between-group difference was detected, and larger trials are needed.
correlational: Dietary zinc may be related to depressive symptoms in postmenopausal women.
correlational: Elevated ferritin could serve as an early marker of liver damage in obese children.
correlational: Our findings suggest that short stature might be a risk factor for gestational diabetes.
correlational: The observed association between coffee and gallstones may reflect confounding by diet.
correlational: Insulin levels, but not glucose levels, were independently associated with tumour grade.
correlational: Most women with the condition were obese, and obesity was associated with delayed diagnosis.
correlational: Survivors were more likely than controls to report fatigue, pain and poor sleep.
correlational: These results indicate that low muscle mass is a strong predictor of toxicity in patients receiving chemotherapy.
correlational: Patients with both conditions had poorer quality of life and higher costs than those with either alone.
correlational: Serum uric acid levels tended to be higher in men who drank beer.
correlational: Hypertension was the most common comorbidity and was associated with a longer stay.
correlational: Women who breastfed for longer had lower rates of the disease.
correlational: The risk of hypoglycaemia did not differ between the two insulins.
correlational: Ethnic differences in body composition were apparent by the age of five.
correlational: Depression scores correlated negatively with adherence to diet.
correlational: Serum levels were significantly increased in patients with nephropathy compared with those without.
correlational: Over the study period the proportion of women having breast-conserving surgery increased from 40% to 65%.
correlational: Lymph node involvement and young age predicted a poor outcome.
correlational: This study confirms the link between abdominal fat and insulin resistance.
correlational: Genetic variation at this locus may be associated with the response to exercise.
correlational: There were more infections with the higher dose.
correlational: Height was positively associated with cancer in women but not in men.
correlational: Patients treated at high-volume centres were more likely to receive reconstruction.
none: Vitamin D deficiency is highly prevalent in this region.
none: One third of the patients were lost to follow-up.
none: The device is safe and easy to use.
none: Doctors should be aware of this rare complication.
none: Ultrasound is an accurate method for detecting gallstones.
none: This review summarises current knowledge of the causes of dry eye.
none: The reasons for this are not known.
none: We hypothesised that music would reduce anxiety.
none: Longer follow-up is required to establish the effect on survival.
none: These results need to be replicated in other populations.
none: Most nurses knew how to wash their hands properly.
none: The scale has good internal consistency.
none: The mechanism by which obesity causes infertility remains to be elucidated.
none: Screening for depression is recommended in all patients after stroke.
none: Laparoscopic repair is technically feasible in obese patients.
none: Physicians ought to ask every patient about falls.
none: A randomised trial to test this approach is under way.
none: The optimal dose has yet to be determined.
none: The study protocol has been approved by the ethics committee.
none: It is essential to monitor kidney function during treatment.
none: The median age at diagnosis was 62 years.
none: The aims of the study were to measure stress and to identify its causes.
none: Two patients developed a wound infection.
none: Future trials will assess the effect of earlier treatment.
none: No serious adverse events were recorded.
none: Our data can be used to plan services for older people.
none: Interventions to improve adherence are urgently needed.
none: Barriers to care included cost and distance.
none: The tool may be used to screen for malnutrition.
none: The role of antibiotics in this setting is unclear.
none: Diabetes is a growing public health problem in the region.
none: The prevalence of overweight among schoolchildren was 23%.
none: A multidisciplinary approach is needed to manage these patients.
none: Nutritional screening should be part of routine care.
none: The new assay is sensitive, specific and simple to perform.
none: Patients expressed a preference for written information.
none: Only half of the women had ever heard of the screening programme.
none: Adherence to the guidelines was poor.
none: MRI is a valuable tool for the assessment of implants.
none: The questionnaire proved valid and can be used in clinical practice.
none: Health workers lack training in nutrition.
none: Larger studies with longer follow-up are warranted.
none: We present a rare case of breast lymphoma.
none: This was the first study to describe the diet of these nomads.
none: The mean intake of calcium was below the recommended level.
none: Our results provide a basis for designing interventions.
none: The mechanisms behind this association are not fully understood.
none: Sentinel node biopsy can be performed safely under local anaesthesia.
none: Further research should explore how stress affects eating.
none: The model accurately described the kinetics of the tracer.
none: Most patients preferred the oral drug.
none: Awareness campaigns are urgently required.
none: The surgical technique is simple, safe and reproducible.
none: The findings may help clinicians to plan care.
none: Clinicians need to consider the psychological needs of these patients.
none: Complete resection was achieved in all cases.
none: The protocol was feasible and acceptable to participants.
none: More attention should be paid to the prevention of obesity in children.
none: A high proportion of patients had uncontrolled blood pressure.
none: The study identified several themes in the experience of patients.
none: Breast cancer is the most common cancer among women in this country.
none: Type 2 diabetes is a major public health challenge worldwide.
none: Health education programmes should be implemented to improve the knowledge of mothers.
none: Future studies are needed to examine whether weight loss reduces recurrence.
none: Our findings have important implications for the design of weight-loss trials.
none: The results may not be generalisable to other settings.
none: Most patients were able to manage their own insulin.
none: Screening of high-risk women is recommended.
none: It is important to identify patients at risk of malnutrition early.
none: Mammography remains the standard method for early detection.
none: The technique allows accurate measurement of body fat.
none: The majority of children did not meet the recommendations for physical activity.
none: Data on the long-term safety of the drug are lacking.
none: Randomised trials are required before this treatment can be recommended.
none: Skin-sparing mastectomy with immediate reconstruction is oncologically safe.
none: Knowledge about diabetes was low, and misconceptions were widespread.
none: The app was well accepted by users.
none: Interventions should target adolescents before habits are formed.
none: A better understanding of these pathways may lead to new treatments.
causal: Perceived stigma was a barrier to seeking treatment.
causal: Childhood adversity shapes the stress response.
causal: Weight loss before surgery made the operation easier and shortened it.
causal: The effects of the diet on blood lipids were sustained for a year.
causal: Melatonin has antioxidant and anti-inflammatory effects in the diabetic retina.
causal: A combination of diet and exercise is the most effective strategy for weight loss.
causal: Patients' beliefs affect whether they take their tablets.
causal: Leptin acts directly on osteoblasts and inhibits bone formation.
causal: Short sleep contributes to the development of obesity in children.
causal: Loss of the receptor renders tumour cells resistant to tamoxifen.
causal: Both interventions had positive effects on self-esteem.
causal: The gel was no more effective than placebo.
causal: Pregnancy outcomes are influenced by maternal weight.
causal: Continuous monitoring helped reduce episodes of hypoglycaemia.
causal: Probiotics were of benefit in preventing diarrhoea.
causal: The new formula promoted catch-up growth in preterm infants.
causal: Green tea extract had neither a beneficial nor a harmful effect on the liver.
causal: Pre-operative warming prevents shivering.
causal: The decline in deaths was largely due to better treatment.
conditional: Chemerin may constitute a link between obesity and psoriasis through its effect on keratinocytes.
conditional: Vitamin D may have anti-cancer properties in the breast.
conditional: Late eating may be one of the factors contributing to weight gain.
conditional: Targeting this pathway may offer a new way to prevent kidney damage.
conditional: Inhibiting the enzyme might be a therapeutic option in obesity.
conditional: Such changes may be a result of ageing rather than of disease.
conditional: Sleep extension may represent an effective means of weight control.
conditional: Oestrogen may act on the hypothalamus to suppress appetite.
conditional: Brief counselling may be sufficient to change drinking behaviour.
conditional: Improved control of blood pressure could explain the lower rate of stroke.
conditional: Our findings raise the possibility that insulin drives tumour growth.
conditional: Mindfulness may enable patients to cope with pain.
conditional: Cinnamon may modestly lower fasting glucose.
conditional: Delays in diagnosis may have contributed to the poor prognosis of young women.
conditional: Vitamin C has a potential role in preventing gout.
conditional: Topical honey is probably effective in healing ulcers.
conditional: Weight cycling might have adverse effects on bone.
conditional: Lowering the salt content of bread would benefit the whole population.
correlational: Obese children had higher intakes of sugar and lower levels of activity.
correlational: Knowledge scores differed by level of education.
correlational: The frequency of the allele was the same in cases and controls.
correlational: Mortality rates declined over the decade in both sexes.
correlational: Patients with diabetes had worse periodontal status.
correlational: Significant correlations between leptin and insulin were observed.
correlational: There was a U-shaped relationship between weight and mortality.
correlational: Carriers of the risk allele were more likely to be overweight.
correlational: Predictors of weight regain included binge eating and depression.
correlational: Dietary fat was unrelated to breast cancer risk.
correlational: Vitamin B12 levels were lower among metformin users.
correlational: Girls consumed fewer vegetables than boys.
correlational: Longer duration of diabetes was accompanied by poorer hearing.
correlational: Women with dense breasts are at a higher risk of interval cancer.
none: The diet of these children is low in iron and zinc.
none: Oncologists should discuss fertility with young patients before treatment.
none: Practice nurses are well placed to offer weight management advice.
none: There is a lack of data on the nutritional status of elderly people in the country.
none: This paper describes the design of a trial of weight-loss maintenance.
none: We developed and validated a tool to measure carbohydrate counting skills.
none: Whether this applies to other populations remains to be seen.
none: Core biopsy is the method of choice for the diagnosis of breast lesions.
none: More than half of the participants reported using herbal medicine.
none: National policies to prevent and control diabetes are required.
"""

MISSED = """
causal: Drug shortages have worsened outcomes for patients with leukaemia.
causal: Education level affects the knowledge and self-care of patients with diabetes.
causal: Radiotherapy provides good local control.
conditional: The results suggest a beneficial effect of walking on glucose levels, possibly through weight loss.
conditional: Vitamin D supplementation may be considered as an adjuvant therapy for improving insulin sensitivity.
conditional: The findings imply that maternal diet may program appetite in the offspring.
conditional: Maternal obesity could program the offspring for later disease.
conditional: This regimen may be preferable for elderly patients because it causes less nausea.
correlational: Older age and diabetes increased the odds of death.
correlational: Weight loss at one year was similar after both procedures.
correlational: Age at menarche was earlier in girls with higher body fat.
none: Dietitians play a role in educating patients, yet few are employed in clinics.
"""


def cases(text: str) -> list[tuple[str, str]]:
    """The (strength, sentence) pairs of a list."""
    return [(line.split(": ", 1)[0], line.split(": ", 1)[1]) for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def cues() -> Vocabulary:
    """The cues alone: strength must not lean on known treatments."""
    return compile_vocabulary([Path(rulebase.find())], [], [])


def strength(sentence: str, vocabulary: Vocabulary) -> str:
    """The strength of the one sentence."""
    tokens, rows = find(read_text(sentence, path="x.txt"), vocabulary)
    return max((strength_of(row, tokens) for row in rows), key=STRENGTHS.index)


@pytest.mark.parametrize(("wanted", "sentence"), cases(SENTENCES))
def test_the_strength_of_a_sentence(wanted: str, sentence: str, cues: Vocabulary) -> None:
    """None, correlational, conditional or causal."""
    assert strength(sentence, cues) == wanted


@pytest.mark.xfail(reason="known misses: each that starts to work moves to the list above")
@pytest.mark.parametrize(("wanted", "sentence"), cases(MISSED))
def test_what_is_still_missed(wanted: str, sentence: str, cues: Vocabulary) -> None:
    """A list of what the rules cannot read yet."""
    assert strength(sentence, cues) == wanted


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("causal", "Turmeric cures arthritis."),
        ("conditional", "Turmeric may relieve arthritis."),
        ("none", "Further trials are needed to learn whether turmeric relieves arthritis."),
        ("causal", "Does turmeric relieve arthritis?"),
    ],
)
def test_a_claim_is_not_stronger_than_its_sentence(wanted: str, text: str) -> None:
    """The claims of a sentence agree with it."""
    (sentence,) = Checker().analyse(read_text(text, path="x.txt")).sentences
    assert sentence.strength == wanted
    assert all(STRENGTHS.index(claim.strength) <= STRENGTHS.index(wanted) for claim in sentence.claims)
