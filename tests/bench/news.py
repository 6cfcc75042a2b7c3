"""Ten megabytes of English news: news.py OUT [BYTES]

Joined from ../shared/eval where that is, repeated as often as it takes; else made up: the same sentences every time, from
a grammar small enough to read, with quotations in the orders news writes them."""
import json
import pathlib
import random
import sys

EVAL = pathlib.Path(__file__).resolve().parents[3] / 'shared/eval/quotes/polnear.train.jsonl'

NAMES = [f'{first} {last}' for first in ('Mara', 'Arturo', 'Lena', 'Tom', 'Ines', 'Paul', 'Ruth', 'Amir')
         for last in ('Lindt', 'Ruiz', 'Okafor', 'Berger', 'Haddad', 'Novak', 'Silva', 'Young')]
ROLES = ['the mayor', 'a former engineer', 'a spokeswoman for the city', 'one official', 'the council’s chairman',
         'a teacher who has lived by the river for thirty years']
CUES = ['said', 'said on Monday', 'told reporters', 'added', 'warned', 'argued', 'explained']
SAID = ['The bridge will be closed until the spring', 'We have asked for this money since 2014',
        'Nobody told us a word',
        'It is the largest project this town has ever paid for', 'I would not drive a truck across it',
        'They looked at the numbers and then they looked away', 'There is no doubt that it will cost more']
PLAIN = ['The council met in the old town hall for the third time this month.',
         'Repairs will cost $4.2 million, about 12 percent more than planned.',
         'The river rose by three feet in two days after the storm in March.',
         'The bridge, built in 1961, carries 18,000 cars a day.',
         'Dr. J. K. Weiss of the U.S. Geological Survey measured the piers in April.',
         'Some residents call the plan “the long detour,” though the detour takes six minutes.',
         'Critics say the tests were done too late.',
         'According to a report published last year, one bridge in nine needs repair.']


def sentence(chance):
    name = chance.choice(NAMES)
    who = chance.choice([name, name.split()[1], chance.choice(ROLES), f'{name}, {chance.choice(ROLES)}'])
    cue, said, more = chance.choice(CUES), chance.choice(SAID), chance.choice(SAID)
    return chance.choice([
        f'“{said},” {who} {cue}.', f'“{said},” {who} {cue}. “{more}.”', f'{who[0].upper()}{who[1:]} {cue}: “{said}.”',
        f'“{said},” {cue.split()[0]} {who}.', f'{who[0].upper()}{who[1:]} said that {said[0].lower()}{said[1:]}.',
        *chance.choices(PLAIN, k=5)])


def made_up():
    chance = random.Random(1)
    while True:
        yield '\n\n'.join(' '.join(sentence(chance) for _ in range(chance.randint(2, 5))) for _ in range(12)) + '\n\n'


def collected():
    texts = [json.loads(line)['text'] for line in EVAL.open(encoding='utf-8')]
    while True:
        for text in texts:
            yield text.strip() + '\n\n'


def main():
    target, size = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
    parts, length = [], 0
    for text in collected() if EVAL.exists() else made_up():
        parts.append(text.encode())
        length += len(parts[-1])
        if length >= size:
            break
    target.write_bytes(b''.join(parts))
    print('from ../shared/eval' if EVAL.exists() else 'made up')


main()
