"""Invented articles about a harbour and its ferries, in the shapes in which pages are scraped."""

DATELINE = """\
Harbour Town and Isle Open Third Ferry Line

Posted on Posted inShipping

PORT ALBA; Mar 14, 2017: The two towns opened a new ferry line on Tuesday to bring more visitors across the strait.

According to the harbour master, the “Gannet-III”  (Seabird III) makes four crossings a day. It carries 120 people.

Old piers, new boats

The first of the boats was built in 1988, and nobody expected it to sail for so many winters.

A balance

“We wanted calm water. It [the town] got a queue instead,” Captain Ada Brine, a retired pilot, told the Strait \
Wire.

Leave a Reply

Your email address will not be shown. Fields with a star are required *
"""

SITE_HEADER = """\
| Welcome to Strait Weekly Review

Monday, January 8, 2024

Ferry Towns Plan a Joint Season

Under the name of “Season 2018”, two towns on the strait will share boats, crews and piers in autumn. Observers \
Ina Moss and Per Holm see a chance for the small islands

News Desk |

The towns have agreed to share their boats in autumn, under the name of “Season-2018”, said the office on Thursday.

The smaller islands have waited for a night boat since the bridge was closed to heavy lorries.

Read more: Island fares rise: who pays?

Night Boats\u00a0

Earlier this month, on 3rd May, the head of the pilots called on the mayor at the town hall to discuss the plan.

Speaking to the Review, Ina Moss explained, “The smaller islands have waited for a night boat since the bridge \
was closed to heavy lorries.”

A night boat is a promise kept. It will change the winter

Per Holm added, “A night boat is a promise kept. It will change the winter: shops can stay open, and crews can \
rest.”

A night boat is a promise kept. It will change the winter.

Read more: The last paddle steamer

Holm noted that the piers need paint, ropes and people before the first crossing can be made.
"""

UPDATED = """\
Island Sends Pilots To Mainland For Ferry Trials

Updated on

A group of pilots has arrived on the mainland this Friday, according to the office of the strait.

200 pilots arrive

Around 70 of the pilots\u00a0will take part in the trials. The trials were said to have been put off until \
September 18.

The office also said that the trials aim to make the crossing safer. News of the plan was met with doubts in \
the north,

The last trial ended with a party on the pier, and everybody went home by the evening boat.

Leave a Comment
"""

NO_TITLE = """\
In a note by the harbour office, it was said that a crew of “island pilots” has arrived for a week of trials. \
The week is called ‘Gannet 5.’
Trials have been held since 2016 by both of the towns on the strait.
#Island pilots arrived for a week of trials GANNET 5. Rope work & night steering will be highlights of #GANNET. \
pic.example.org/XyZ
— DG Harbour (@OfficialHarbour) June 5, 2019
The trials will start on the 8th of this month, and the week ends with a regatta in the outer harbour.
Read more: Fog will be a problem for the strait
Rope work and night steering will be highlights of the week, the note said.
Ties across the strait warmer since 2014
In recent years the towns have shared a lighthouse, a tug and a bakery, and they now look for a doctor.
SWR News Desk
"""

OPINION = """\
in ,

Two towns edge closer, share their boats

For the first time in their history the two towns are sharing their boats.

The trials are to last from 24th April 2015 to 10th May 2015. \u00a0 They are called “Seabird-2015”. \u00a0 \
Some 200 people will take part.

Will it become something more? \u00a0 The towns have no doctor, no bank and one bus, so each needs what the \
other has.

Enjoyed this? Take a minute to support The Pilot on Patreon!


The opinions and views in this piece are those of its author alone, and need not reflect \
those of The Pilot.

What do you think?

Leave a Reply

Notify of

Mainland publishes map of the sunken pier

Mainland shows proof in pier case
"""

PAGES = {"dateline": DATELINE, "header": SITE_HEADER, "updated": UPDATED, "no-title": NO_TITLE, "opinion": OPINION}
