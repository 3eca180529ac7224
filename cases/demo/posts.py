"""What is reported in the demo, from an opinion to a threat: fictitious texts, and the words that follow them."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from ..addresses.moments import LETTERS, instagram, snowflake

OPINION, MILD, CLEAR, GRAVE = range(4)


class Text(NamedTuple):
    """A post: the article that it may break, how heavily, its words, and the facts as an officer puts them."""

    article: int
    weight: int
    words: str
    facts: str


TEXTS = (
    Text(1, OPINION, "Ce budget est une faute, et ceux qui l’ont voté devront s’en expliquer jeudi.",
         "La publication critique un vote."),
    Text(5, OPINION, "Contrairement à ce qui se dit, la salle était à moitié vide. J’y étais.",
         "La publication donne un avis sur l’affluence d’une réunion."),
    Text(7, OPINION, "Je repose ma question pour la deuxième fois : qui a choisi ce prestataire ?",
         "La publication pose une question à un élu."),
    Text(6, OPINION, "À titre personnel, je ne voterai pas cette motion. Elle arrive trop tard.",
         "La publication annonce un vote personnel."),
    Text(2, OPINION, "Je ne partage pas cette croyance et je le dis calmement, article à l’appui.",
         "La publication discute une croyance."),
    Text(1, OPINION, "Encore une promesse qui ne sera pas tenue. On commence à avoir l’habitude.",
         "La publication doute d’une promesse."),
    Text(1, MILD, "Quel clown, ce secrétaire de section. Il ne sait même pas lire un ordre du jour.",
         "La publication traite une personne nommée de clown."),
    Text(6, MILD, "Communiqué de la fédération : la réunion de mardi est annulée. Merci de diffuser.",
         "L’auteur parle au nom de la fédération sans mandat."),
    Text(5, MILD, "Il a dit en réunion qu’il fallait fermer l’école ! (Je tiens ça d’un ami.)",
         "La publication prête à une personne des mots qu’elle n’a pas dits."),
    Text(4, MILD, "Tenez, la photo de sa voiture devant chez lui, samedi soir. Vous jugerez.",
         "La publication montre le domicile d’une personne sans son accord."),
    Text(7, MILD, "Dixième message sans réponse. Je continuerai chaque jour jusqu’à ce qu’il craque.",
         "L’auteur écrit chaque jour à la même personne."),
    Text(1, MILD, "Bande d’incapables. Un enfant de six ans tiendrait mieux la trésorerie.",
         "La publication insulte les personnes qui tiennent la trésorerie."),
    Text(1, CLEAR, "Cette trésorière est une voleuse et une menteuse, et tout le monde le sait au village.",
         "La publication traite une personne nommée de voleuse et de menteuse."),
    Text(2, CLEAR, "Les gens de ce quartier, c’est tous les mêmes. On devrait leur interdire les réunions.",
         "La publication rejette un groupe de personnes pour son origine."),
    Text(4, CLEAR, "Son numéro est le 06 00 00 00 00. Appelez-le tous ce soir, il adore ça.",
         "La publication donne le numéro de téléphone d’une personne sans son accord."),
    Text(5, CLEAR, "Voici la lettre que le bureau voulait vous cacher. (document recomposé)",
         "La publication diffuse un document que son auteur savait faux."),
    Text(7, CLEAR, "Allez tous lui écrire sous chaque photo jusqu’à ce qu’elle ferme son compte.",
         "L’auteur pousse d’autres personnes à s’acharner sur quelqu’un."),
    Text(5, CLEAR, "Le bureau de vote du gymnase est fermé dimanche, restez chez vous.",
         "La publication donne une fausse consigne de vote."),
    Text(2, CLEAR, "Une femme à ce poste ? On a vu ce que ça donne. Qu’elle retourne à ses fourneaux.",
         "La publication rejette une personne en raison de son sexe."),
    Text(1, GRAVE, "On sait où tu gares ta voiture. Profite bien de tes vitres tant que tu en as.",
         "La publication menace une personne nommée."),
    Text(3, GRAVE, "Il a pris un coup au marché ? Bien fait. Que les autres suivent.",
         "La publication se réjouit d’une violence et en appelle d’autres."),
    Text(3, GRAVE, "La permanence est vide la nuit. Un bidon, une allumette, et on n’en parle plus.",
         "La publication appelle à incendier un local."),
    Text(2, GRAVE, "Ces familles-là, il faudrait les renvoyer par camions entiers, et vite.",
         "La publication appelle à chasser un groupe de personnes."),
    Text(7, GRAVE, "Donne ta démission avant vendredi, sinon tout le village reçoit tes photos.",
         "La publication exige une démission sous la menace."),
)  # fmt: skip
EXPLANATIONS = (
    "", "", "Je connais la personne visée, elle est très touchée.", "Publié sous son vrai nom, avec notre logo à côté.",
    "Déjà partagé plus de cent fois.", "Je ne sais pas si c’est interdit, à vous de voir.",
    "C’est la troisième fois ce mois-ci.", "Des adhérents m’en ont parlé au marché.",
)  # fmt: skip
REPLIES = (
    "Je me suis emporté. J’ai supprimé la publication le lendemain et j’ai présenté mes excuses.",
    "C’était une plaisanterie entre nous, je n’ai pas pensé que d’autres la liraient.",
    "Je maintiens le fond, mais je reconnais que les mots étaient trop forts.",
    "Je répondais à une provocation publiée une heure plus tôt. Je joins l’échange complet.",
    "J’ai partagé sans lire jusqu’au bout. Je le regrette.",
)
WHY_THE_RULE = {
    1: "Les mots visent une personne et non ses idées.",
    2: "Les mots visent des personnes pour ce qu’elles sont.",
    3: "La publication approuve une violence et peut en causer d’autres.",
    4: "La personne n’a pas donné son accord, et rien de public ne le demandait.",
    5: "L’auteur pouvait vérifier, et d’autres ont été trompés.",
    6: "Parler au nom de la fédération demande un mandat, que l’auteur n’a pas.",
    7: "La répétition a pour but de faire céder une personne.",
}
MITIGATING = (
    "La publication a été retirée.", "Des excuses ont été faites.", "Aucun fait semblable n’est connu.",
    "Rien n’atténue les faits.",
)  # fmt: skip
AGGRAVATING = (
    "Rien n’aggrave les faits.", "Rien n’aggrave les faits.", "La publication a été partagée plus de cent fois.",
    "L’auteur s’exprime aussi pour une section.",
)  # fmt: skip


def text_of(weight: int, chance: random.Random) -> Text:
    return chance.choice([one for one in TEXTS if one.weight == weight])


def link(network: str, handle: str, chance: random.Random, *, at: datetime) -> str:
    """An address as somebody pastes it, of a post published then; every one is another post."""
    digits = "".join(chance.choices("123456789", k=18))
    letters = "".join(chance.choices(string.ascii_letters + string.digits, k=11))
    return {
        "x": f"https://x.com/{handle}/status/{numbered(snowflake, at, 22, chance)}",
        "facebook": f"https://www.facebook.com/{handle}/posts/{digits}",
        "instagram": f"https://www.instagram.com/{handle}/p/{coded(numbered(instagram, at, 23, chance))}/",
        "youtube": f"https://www.youtube.com/watch?v={letters}",
    }[network]


def numbered(clock: Callable[[str], float], at: datetime, bits: int, chance: random.Random) -> int:
    """A number that this network gave then: milliseconds, and so many bits by chance."""
    return round((at.timestamp() - clock("0")) * 1000) << bits | chance.getrandbits(bits)


def coded(number: int) -> str:
    """In base 64, as Instagram writes it."""
    return (coded(number // 64) if number >= 64 else "") + LETTERS[number % 64]
