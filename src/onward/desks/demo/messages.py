"""What the demo's candidates and counsellors have written to each other."""

from dataclasses import dataclass

from onward.desks.demo.telling import Telling, hash_of
from onward.dialogue import actions as dialogue
from onward.dialogue.safety import check_file


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with a file, its answer, a last word, and a new question that waits."""

    question: str
    file: str
    notes: str
    answer: str
    thanks: str
    next: str


EXCHANGES = {
    "da": Exchange(
        question="Hej. Jeg har skrevet tre ting ned, som jeg gerne vil kunne fortælle om mit sidste job. Er det nok?",
        file="Mine tre ting.txt",
        notes="1. Det nye lager\n2. Oplæring af to lærlinge\n3. Reklamationer på under to dage\n",
        answer="Det er rigeligt. Tag den med lageret først, den er tydeligst. Vi øver den på torsdag.",
        thanks="Tak, det gør jeg.",
        next="De har ringet fra havnen og vil gerne mødes. Skal jeg sige noget om løn, hvis de spørger?",
    ),
    "nb": Exchange(
        question="Hei. Jeg har skrevet ned tre ting jeg vil kunne fortelle om den siste jobben min. Er det nok?",
        file="Mine tre ting.txt",
        notes="1. Det nye lageret\n2. Opplæring av to lærlinger\n3. Reklamasjoner på under to dager\n",
        answer="Det holder fint. Begynn med lageret, det er tydeligst. Vi øver på torsdag.",
        thanks="Takk, det gjør jeg.",
        next="De ringte fra verftet og vil gjerne møtes. Skal jeg si noe om lønn hvis de spør?",
    ),
    "nl": Exchange(
        question="Hallo. Ik heb drie dingen opgeschreven die ik over mijn laatste baan wil vertellen. Is dat genoeg?",
        file="Mijn drie dingen.txt",
        notes="1. Het nieuwe magazijn\n2. Twee leerlingen ingewerkt\n3. Klachten binnen twee dagen opgelost\n",
        answer="Dat is ruim genoeg. Begin met het magazijn, dat is het duidelijkst. We oefenen het donderdag.",
        thanks="Dank u, dat doe ik.",
        next="De haven heeft gebeld en wil kennismaken. Moet ik iets over salaris zeggen als ze ernaar vragen?",
    ),
    "en": Exchange(
        question="Hello. I have written down three things that I want to tell about my last job. Is it enough?",
        file="My three things.txt",
        notes="1. The new warehouse\n2. Training two apprentices\n3. Complaints settled within two days\n",
        answer="That is plenty. Begin with the warehouse, it is the clearest. We practise it on Thursday.",
        thanks="Thank you, I will.",
        next="The harbour called and would like to meet. Should I say anything about pay if they ask?",
    ),
}


def write(story: Telling) -> None:
    """An exchange some days ago; with some a question waits since yesterday, with some longer than was promised."""
    words, programme = EXCHANGES[story.language], story.again()
    file = check_file(words.file, words.notes.encode())
    send(story, words.question, story.moment(13, 19, 40), files=[file])
    send(story, words.answer, story.moment(8, 9, 15), answer=True)
    if hash_of(story.candidate) % 3 == 0:
        send(story, words.thanks, story.moment(8, 15, 5))
        dialogue.need_no_answer(by=story.counsellor, programme=programme, seen=3, at=story.moment(8, 16))
    elif hash_of(story.candidate) % 3 == 1:
        send(story, words.next, story.moment(1, 15, 20))
    else:
        send(story, words.next, story.moment(5, 10, 50))


def send(story: Telling, text: str, at, *, answer: bool = False, files=()) -> None:
    by = story.counsellor if answer else story.actor
    dialogue.send_message(by=by, programme=story.programme, text=text, files=files, seen=2 - answer, at=at)
