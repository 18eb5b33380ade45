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
"""

MISSED = """
causal: Smoking bans have cut hospital admissions for asthma.
causal: Acupuncture was no better than sham needling at relieving back pain.
causal: Yoga helped patients sleep longer.
causal: Weight loss was achieved by a combination of diet and exercise.
correlational: Fewer deaths occurred in the intervention group.
correlational: Older age and diabetes increased the odds of death.
none: Vitamin D deficiency is highly prevalent in this region.
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
