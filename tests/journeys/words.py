"""What people type on a journey, in each language."""

from datetime import date, timedelta
from types import SimpleNamespace

LAST_WEEK = (date.today() - timedelta(days=6)).isoformat()
WORDS = {
    "fr": SimpleNamespace(
        post="On sait où tu gares ta voiture.",
        capture="Une menace, sur fond blanc.",
        reasons={
            "facts": "Jean Exemple a publié une menace contre un voisin.",
            "rule_explanation": "L’article interdit de menacer quelqu’un.",
            "reply_considered": "Il dit qu’il plaisantait. Le message reste une menace.",
            "aggravating": "Le message vise une personne nommée.",
            "mitigating": "Il regrette, et n’avait jamais été averti.",
            "why_not_lesser": "Un conseil lui a déjà été donné.",
        },
        reply="Je plaisantais, et je le regrette.",
        grave="Une menace grave, que chacun peut lire.",
        regret="J’ai retiré la publication et présenté mes excuses.",
        calm="La publication est retirée : le risque est passé.",
        too_much="La mesure est trop forte : je n’avais nommé personne.",
        found="La menace ne visait personne en particulier.",
        learn="Les mots ont dépassé la pensée. Un atelier vaut mieux.",
        warning="avertissement",
        remedy="recours",
    ),
    "en": SimpleNamespace(
        post="We know where you park your car.",
        capture="A threat, on a white ground.",
        reasons={
            "facts": "Jean Exemple published a threat against a neighbour.",
            "rule_explanation": "The article forbids threatening anybody.",
            "reply_considered": "He says that he was joking. The message is still a threat.",
            "aggravating": "The message is about a person who is named.",
            "mitigating": "He is sorry, and had never been warned.",
            "why_not_lesser": "Advice was given to him before.",
        },
        reply="I was joking, and I am sorry.",
        grave="A grave threat that anybody can read.",
        regret="I took the post down and said that I was sorry.",
        calm="The post is gone: so is the risk.",
        too_much="The measure is too hard: I had named nobody.",
        found="The threat was aimed at nobody in particular.",
        learn="The words went further than the thought. A workshop is better.",
        warning="warning",
        remedy="appeal",
    ),
}
