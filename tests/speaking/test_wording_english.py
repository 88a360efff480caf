"""English, module by module: what print has, and what is said of it."""

import pytest

from publisher.speaking.wording import speakable
from publisher.speaking.wording.numbers import amount, cardinal, fraction, named, ordinal, year
from publisher.speaking.wording.register import Register, register_of
from publisher.speaking.wording.roman import value

BRITISH, AMERICAN = Register(british=True), Register()


def said(printed: str, language: str = "en") -> str:
    """What is said of a phrase, without the stop that ends it."""
    return speakable(printed, language).rstrip(".")


@pytest.mark.parametrize(("number", "british", "american"), [
    (0, "zero", "zero"),
    (19, "nineteen", "nineteen"),
    (40, "forty", "forty"),
    (105, "one hundred and five", "one hundred and five"),
    (1_000, "one thousand", "one thousand"),
    (1_005, "one thousand and five", "one thousand and five"),
    (105_000, "one hundred and five thousand", "one hundred five thousand"),
    (1_000_012, "one million and twelve", "one million twelve"),
    (2_000_000_000, "two billion", "two billion"),
])  # fmt: skip
def test_a_number_is_counted_in_words(number: int, british: str, american: str) -> None:
    """In Britain every hundred has its “and”, in America the last one."""
    assert (cardinal(number, BRITISH), cardinal(number, AMERICAN)) == (british, american)


def test_the_longest_number_that_has_a_name() -> None:
    """What is longer is said figure by figure, and nothing breaks."""
    assert cardinal(10**27).endswith("octillion")
    assert said("9" * 40) == " ".join(["nine"] * 40)
    assert said("1" * 5_000).startswith("one one one")


@pytest.mark.parametrize(("number", "words"), [
    (1, "first"), (2, "second"), (3, "third"), (5, "fifth"), (8, "eighth"), (9, "ninth"),
    (12, "twelfth"), (20, "twentieth"), (21, "twenty first"), (100, "one hundredth"),
    (1_000, "one thousandth"),
])  # fmt: skip
def test_a_number_in_a_row(number: int, words: str) -> None:
    """Only its last word changes."""
    assert ordinal(number) == words


@pytest.mark.parametrize(("number", "words"), [
    (1066, "ten sixty six"), (1900, "nineteen hundred"), (1905, "nineteen oh five"),
    (1999, "nineteen ninety nine"), (2000, "two thousand"), (2006, "two thousand six"),
    (2012, "twenty twelve"), (1000, "one thousand"), (2100, "twenty one hundred"),
])  # fmt: skip
def test_a_year_is_said_in_two_parts(number: int, words: str) -> None:
    """Nobody was born in one thousand nine hundred and ninety-nine."""
    assert year(number) == words


def test_britain_says_and_in_a_year() -> None:
    """Two thousand and six."""
    assert year(2006, BRITISH) == "two thousand and six"


@pytest.mark.parametrize(("figures", "words"), [
    ("0.5", "zero point five"), (".5", "point five"), ("2.50", "two point five zero"),
    ("1,234.5", "one thousand two hundred and thirty four point five"), ("007", "zero zero seven"),
    ("½", "one half"), ("3½", "three and a half"), ("2¾", "two and three quarters"),
])  # fmt: skip
def test_an_amount_is_said_as_printed(figures: str, words: str) -> None:
    """Each figure behind the point by itself; a fraction by its name."""
    assert amount(figures) == words


@pytest.mark.parametrize(("top", "bottom", "words"), [
    (1, 2, "one half"), (3, 2, "three halves"), (1, 3, "one third"), (3, 4, "three quarters"),
    (7, 8, "seven eighths"), (2, 15, "two fifteenths"), (2, 1, "two over one"),
])  # fmt: skip
def test_a_part_of_a_whole(top: int, bottom: int, words: str) -> None:
    """Halves and quarters have names of their own."""
    assert fraction(top, bottom) == words


@pytest.mark.parametrize(("figures", "words"), [
    ("380", "three eighty"), ("303", "three oh three"), ("500", "five hundred"), ("16", "sixteen"),
    ("2000", "two thousand"), ("1701", "seventeen oh one"), ("40960", "four zero nine six zero"),
])  # fmt: skip
def test_a_number_that_is_a_name(figures: str, words: str) -> None:
    """A flight, a road, an aeroplane: in pairs, as people say them."""
    assert named(figures) == words


@pytest.mark.parametrize(("tag", "british"), [
    ("en-GB", True), ("en_gb", True), ("en-IE", True), ("en-Latn-AU", True), ("en", False),
    ("en-US", False), ("en-CA", False), ("en-001", False),
])  # fmt: skip
def test_the_tag_sets_the_register(tag: str, british: bool) -> None:
    """A region, wherever it stands in the tag; without one, as in America."""
    assert register_of(tag).british is british


@pytest.mark.parametrize(("printed", "british", "american"), [
    ("12/3/2016", "the twelfth of March twenty sixteen", "December third, twenty sixteen"),
    ("25/12/2016", "the twenty fifth of December twenty sixteen",
     "the twenty fifth of December twenty sixteen"),
    ("March 12", "March the twelfth", "March twelfth"),
    ("2016-03-12", "the twelfth of March twenty sixteen", "March twelfth, twenty sixteen"),
    ("5km", "five kilometres", "five kilometers"),
    ("3%", "three per cent", "three percent"),
    ("£4.50", "four pounds fifty", "four pounds fifty pence"),
    ("£150,000", "one hundred and fifty thousand pounds", "one hundred fifty thousand pounds"),
])  # fmt: skip
def test_one_print_is_said_in_two_registers(printed: str, british: str, american: str) -> None:
    """A listener in Leeds would take 12/3 for March, one in Boston for December."""
    assert (said(printed, "en-GB"), said(printed, "en-US")) == (british, american)


@pytest.mark.parametrize(("printed", "spoken"), [
    ("£2.5m", "two point five million pounds"),
    ("$1.5bn", "one point five billion dollars"),
    ("$45 billion", "forty five billion dollars"),
    ("US$3m", "three million US dollars"),
    ("A$40", "forty Australian dollars"),
    ("a $5 note", "a five dollar note"),
    ("a £2.5m fine", "a two point five million pound fine"),
    ("May’s £1bn DUP deal", "May’s one billion pound DUP deal"),
    ("paid $5 for it", "paid five dollars for it"),
    ("£10-£20", "ten pounds to twenty pounds"),
    ("€2-3m", "two to three million euros"),
    ("$0.02", "two cents"),
    ("£1", "one pound"),
    ("1p", "one penny"),
    ("5p-10p", "five to ten pence"),
    ("300€", "three hundred euros"),
    ("CHF 500", "five hundred Swiss francs"),
    ("£50-a-week", "fifty pounds a week"),
    ("$20/mo", "twenty dollars per month"),
    ("-$5m", "minus five million dollars"),
    ("50 Cent", "fifty Cent"),
])  # fmt: skip
def test_money(printed: str, spoken: str) -> None:
    """What is printed first is said last."""
    assert said(printed) == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("12 March 2016", "the twelfth of March twenty sixteen"),
    ("the 12th of March", "the twelfth of March"),
    ("a 12 March vote", "a twelfth of March vote"),
    ("24-26 December", "the twenty fourth to the twenty sixth of December"),
    ("March 12, 2016,", "March twelfth, twenty sixteen"),
    ("Jan. 5", "January fifth"),
    ("in Oct. they", "in October they"),
    ("you may 5 times", "you may five times"),
    ("they march 10 miles", "they march ten miles"),
    ("the 1990s", "the nineteen nineties"),
    ("the '80s", "the eighties"),
    ("1960s-80s", "nineteen sixties to eighties"),
    ("'68", "sixty eight"),
    ("2019-21", "twenty nineteen to twenty one"),
    ("1914–1918", "nineteen fourteen to nineteen eighteen"),
    ("1500 people", "one thousand five hundred people"),
    ("AD 476", "AD four seventy six"),
    ("Mon 3 May", "Monday the third of May"),
    ("Mon-Fri", "Monday to Friday"),
    ("3 Oct - 5 Nov", "the third of October to the fifth of November"),
    ("c.1600", "circa sixteen hundred"),
    ("32/13/2016", "thirty two, thirteen, two thousand sixteen"),
])  # fmt: skip
def test_dates(printed: str, spoken: str) -> None:
    """Days are ordered, years are said in two parts, and a verb is no month."""
    assert said(printed) == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("9.30am", "nine thirty AM"),
    ("5 p.m. Monday", "five PM Monday"),
    ("21:05 GMT", "twenty one oh five GMT"),
    ("10:00", "ten o'clock"),
    ("2-4pm", "two to four PM"),
    ("9am-5pm", "nine AM to five PM"),
    ("0900 GMT", "oh nine hundred GMT"),
    ("2:08:37", "two hours eight minutes and thirty seven seconds"),
    ("at 9.30 on Friday", "at nine thirty on Friday"),
    ("a 9.30 average", "a nine point three zero average"),
    ("They met on Tues.", "They met on Tuesday"),
    ("until Weds, or Thurs. He left.", "until Wednesday, or Thursday. He left"),
    ("The star Weds", "The star Weds"),
])  # fmt: skip
def test_times(printed: str, spoken: str) -> None:
    """A full stop in a time is no decimal point."""
    assert said(printed) == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("-4C", "minus four degrees Celsius"),
    ("-5°C (23°F)", "minus five degrees Celsius, twenty three degrees Fahrenheit"),
    ("held back – 11 acres", "held back, eleven acres"),
    ("100m in 9.58s", "one hundred meters in nine point five eight seconds"),
    ("1.2m people", "one point two million people"),
    ("1.5m-2m people", "one point five million to two million people"),
    ("60bn", "sixty billion"),
    ("1m+ users", "one million plus users"),
    ("a 5km run", "a five kilometer run"),
    ("6ft 2in", "six feet two inches"),
    ("6'2\" tall", "six feet two inches tall"),
    ("12st 4lb", "twelve stone four pounds"),
    ("40 km/h", "forty kilometers per hour"),
    ("15m²", "fifteen square meters"),
    ("40 sq km", "forty square kilometers"),
    ("2-3%", "two to three percent"),
    ("1pc-2pc", "one percent to two percent"),
    ("9.8 m/s²", "nine point eight meters per second squared"),
    ("4x100m", "four by one hundred meters"),
    ("5 ft. tall", "five feet tall"),
    ("1km", "one kilometer"),
    ("5G", "five G"),
    ("4B", "four B"),
    ("3 in 10", "three in ten"),
    ("ran it in 2h 15m 30s", "ran it in two hours fifteen minutes thirty seconds"),
    ("in 15m 30.5s", "in fifteen minutes thirty point five seconds"),
    ("a town (pop. 3m) nearby", "a town, population three million, nearby"),
    ("the 174km stage", "the one hundred and seventy four kilometer stage"),
    ("won the 1500m", "won the fifteen hundred meters"),
    ("122g of CO2 per km", "one hundred and twenty two grams of CO two per kilometer"),
    ("22 cents per kWh", "twenty two cents per kilowatt hour"),
    ("lay 1500m down", "lay one thousand five hundred meters down"),
    ("4 ft. × 4 ft. wide", "four feet by four feet wide"),
])  # fmt: skip
def test_measures(printed: str, spoken: str) -> None:
    """A unit is one where it touches a number and nothing speaks against it."""
    assert said(printed) == spoken


@pytest.mark.parametrize(
    ("numeral", "number"), [("I", 1), ("IV", 4), ("XLIX", 49), ("MCMXC", 1990)]
)
def test_a_roman_numeral_counts(numeral: str, number: int) -> None:
    """A smaller one before a greater is taken off."""
    assert value(numeral) == number


@pytest.mark.parametrize(("printed", "spoken"), [
    ("Charles III", "Charles the Third"),
    ("James VI and I", "James the Sixth and I"),
    ("Louis XIV’s", "Louis the Fourteenth’s"),
    ("World War II", "World War Two"),
    ("WWII", "World War Two"),
    ("WW1", "World War one"),
    ("see chapter VII", "see chapter Seven"),
    ("Chapter IV", "Chapter Four"),
    ("the XIX century", "the nineteenth century"),
    ("Act III, Scene ii", "Act Three, Scene two"),
    ("Malcolm X", "Malcolm X"),
    ("Vitamin C", "Vitamin C"),
    ("He and I", "He and I"),
    ("MIX, CIVIC, LIV and DC", "MIX, CIVIC, LIV and DC"),
    ("Windows XP", "Windows XP"),
    ("the 1st XV and 2nd XI", "the first fifteen and second eleven"),
    ("II. The man", "Two. The man"),
    ("I. The light", "One. The light"),
    ("I. Newton wrote it", "I Newton wrote it"),
    ("Charles I think", "Charles I think"),
])  # fmt: skip
def test_roman_numerals(printed: str, spoken: str) -> None:
    """Only where a name or a noun before them says that they are some."""
    assert said(printed) == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("St Mary’s, St. James’s and Fleet St", "Saint Mary’s, Saint James’s and Fleet Street"),
    ("from St Pancras to Crewe", "from Saint Pancras to Crewe"),
    ("14 Mill Rd.", "fourteen Mill Road"),
    ("Dr. Lee of 12 Elm Dr.", "Doctor Lee of twelve Elm Drive"),
    ("Lt Gen Fry", "Lieutenant General Fry"),
    ("Maj.-Gen. Fry", "Major-General Fry"),
    ("the Rt. Hon. Lee", "the Right Honourable Lee"),
    ("Sec. of State", "Secretary of State"),
    ("N. Ireland and S. Korea", "Northern Ireland and South Korea"),
    ("Apple (AAPL.O) fell", "Apple, AAPL O, fell"),
    ("221B Baker St.", "two twenty one B Baker Street"),
    ("Mr & Mrs Smith", "Mister and Missus Smith"),
    ("AM: It rose", "A M: It rose"),
    ("SO: It fell", "SO: It fell"),
    ("No. 10 and No 2", "Number ten and Number two"),
    ("No one, and no 10 people", "No one, and no ten people"),
    ("Sen. Roe, R-Ariz.,", "Senator Roe, Republican of Arizona"),
    ("Springfield, Ill., slept", "Springfield, Illinois, slept"),
    ("Roe Jr. sang", "Roe Junior sang"),
    ("Red vs. blue", "Red versus blue"),
    ("c. 1850", "circa eighteen fifty"),
    ("c01", "c zero one"),
    ("fn. 12", "footnote twelve"),
    ("approx. 40", "approximately forty"),
    ("J.K. Rowling", "JK Rowling"),
    ("He is in the U.S. She is not", "He is in the US, She is not"),
    ("a Ph.D. and a B.Sc.", "a PhD and a BSc"),
    ("The BBC’s MPs’ AGM", "The BBC’s MPs’ AGM"),
    ("The gen was good", "The gen was good"),
    ("It was a miss. Ill, he left", "It was a miss. Ill, he left"),
])  # fmt: skip
def test_abbreviations(printed: str, spoken: str) -> None:
    """Written out where the words around them say which; no full stop of theirs is left."""
    assert said(printed) == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("go to https://www.ft.com/world", "go to F T dot com slash world"),
    ("see gov.uk/brexit.", "see gov dot UK slash brexit"),
    ("see https://example.org/a/very/long/path/that/nobody/says/aloud?x=1", "see example dot org"),
    ("https://example.org/a", "HTTPS colon slash slash example dot org slash a"),
    ("https://www.example.org/a/very/long/path/that/nobody/says?x=1", "link to example dot org"),
    ("jane.doe@example.com", "jane dot doe at example dot com"),
    ("#MeToo", "hashtag Me Too"),
    ("#COP21", "hashtag COP twenty one"),
    ("@realName", "at real Name"),
    ("It ended.It began", "It ended.It began"),
])  # fmt: skip
def test_the_web(printed: str, spoken: str) -> None:
    """As short as one would say it to a friend."""
    assert said(printed) == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("020 7946 0958", "zero two zero, seven nine four six, zero nine five eight"),
    ("+44 (0)20 7946 0958", "plus four four, two zero, seven nine four six, zero nine five eight"),
    ("(555) 123-4567", "five five five, one two three, four five six seven"),
    ("He called 999", "He called nine nine nine"),
    ("999 people", "nine hundred and ninety nine people"),
    ("a 911 call", "a nine one one call"),
    ("iOS 9.3.2", "iOS nine point three point two"),
])  # fmt: skip
def test_telephones(printed: str, spoken: str) -> None:
    """Figure by figure, with a rest where print has a gap."""
    assert said(printed) == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("They won 3-2", "They won three two"),
    ("a 2-0 defeat", "a two nil defeat"),
    ("voted 52-48", "voted fifty two to forty eight"),
    ("a 5-4 ruling", "a five to four ruling"),
    ("aged 18-24", "aged eighteen to twenty four"),
    ("a 4-4-2 formation", "a four four two formation"),
    ("pp. 12-15", "pages twelve to fifteen"),
    ("1/3", "one third"),
    ("2/3 of them backed it", "two thirds of them backed it"),
    ("backed at 7/2", "backed at seven to two"),
    ("PO Box 310", "PO Box three ten"),
    ("gave crime number 4471", "gave crime number four four seven one"),
    ("quoting reference 2418", "quoting reference two four one eight"),
    ("in grades K-5", "in grades K through five"),
    ("a 4K screen", "a four K screen"),
    ("a crash on US 101", "a crash on US one oh one"),
    ("the deaths of US 101 soldiers", "the deaths of US one hundred and one soldiers"),
    ("a Delta 757, Type 757", "a Delta seven fifty seven, Type seven hundred and fifty seven"),
    ("2 1/2", "two and a half"),
    ("24/7", "twenty four seven"),
    ("9/11", "nine eleven"),
    ("odds of 11/4", "odds of eleven to four"),
    ("gave it 8/10", "gave it eight out of ten"),
    ("a ratio of 3:1", "a ratio of three to one"),
    ("John 3:16", "John three sixteen"),
    ("21st", "twenty first"),
    ("10th-12th", "tenth to twelfth"),
    ("a 45-year-old", "a forty five-year-old"),
    ("Article 50(2)", "Article fifty, paragraph two"),
    ("true.[3]", "true"),
    ("A380, F-16s and MI5", "A three eighty, F-sixteens and MI five"),
    ("a 747-400 and two 737s", "a seven forty seven-four hundred and two seven thirty sevens"),
    ("H1N1", "H one N one"),
    ("0800", "zero eight zero zero"),
    ("code 4471", "code four four seven one"),
])  # fmt: skip
def test_figures(printed: str, spoken: str) -> None:
    """A score, a vote, a range and a name are printed alike, and said otherwise."""
    assert said(printed) == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("The train left at 19.30 and got in at 20.15.",
     "The train left at nineteen thirty and got in at twenty fifteen"),
    ("Trains leave at 09.15, 10.15 and 19.30.",
     "Trains leave at nine fifteen, ten fifteen and nineteen thirty"),
    ("Doors 19.30, show 20.00.", "Doors nineteen thirty, show twenty hundred"),
    ("The 12.30 train was full.", "The twelve thirty train was full"),
    ("The train ran 12.30 miles.", "The train ran twelve point three zero miles"),
    ("Train fares rose by 4.30 per cent.", "Train fares rose by four point three zero per cent"),
    ("The trams carry 12.30 riders each", "The trams carry twelve point three zero riders each"),
    ("Version 10.15 of the departures app", "Version ten point one five of the departures app"),
])  # fmt: skip
def test_times_of_who_goes_by_the_clock(printed: str, spoken: str) -> None:
    """British timetables have a full stop in a time, and what is measured has one too."""
    assert said(printed, "en-GB") == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("won 6-4, 7-6 (7-3), 6-0", "won six four, seven six, seven three, six love"),
    ("aged 5-6, 7-8", "aged five to six, seven to eight"),
    ("led 40-0 in the third set", "led forty love in the third set"),
    ("England were 187-3 at tea", "England were one hundred and eighty seven for three at tea"),
    ("Anderson took 5-42.", "Anderson took five for forty two"),
    ("It took 5-42 minutes", "It took five to forty two minutes"),
    ("Leicester won 41-7", "Leicester won forty one to seven"),
    ("600-7 dec., Root hit 98*", "six hundred for seven declared, Root hit ninety eight not out"),
    ("the 11-4 favourite at 7/2", "the eleven to four favourite at seven to two"),
    ("won the 3.40 at Ascot", "won the three forty at Ascot"),
    ("over 1m2f", "over one mile two furlongs"),
    ("Leeds 0, Derby 0", "Leeds nil, Derby nil"),
    ("P38 W25 D7", "played thirty eight won twenty five drawn seven"),
    ("open 10-4 on weekdays", "open ten to four on weekdays"),
    ("the 49ers", "the forty niners"),
    ("*Psalm 69*", "Psalm sixty nine"),
    ("won the Grand National at 20-1", "won the Grand National at twenty to one"),
    ("won the Derby 2-1", "won the Derby two one"),
    ("Ned (9/4 fav) and Bob (5-1 jt-fav)",
     "Ned, nine to four favourite, and Bob, five to one joint favourite"),
    ("My fav song", "My fav song"),
    ("Man Utd 0 Aston Villa 3 was", "Man United nil Aston Villa three was"),
    ("Man Utd 0-3 Aston Villa", "Man United nil three Aston Villa"),
    ("Level 0 Band 3 was", "Level zero Band three was"),
    ("Ages 0-3 Mondays", "Ages zero to three Mondays"),
    ("Leeds led 2-1 minutes after the break", "Leeds led two one minutes after the break"),
    ("The match is 2-3 weeks later", "The match is two to three weeks later"),
    ("They set bulbs 6-8 inches deep", "They set bulbs six to eight inches deep"),
    ("They led by a 19-5 second half", "They led by a nineteen five second half"),
])  # fmt: skip
def test_games(printed: str, spoken: str) -> None:
    """On a court, on a pitch and at a wicket the same print is said otherwise."""
    assert said(printed, "en-GB") == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("improved to 10-3", "improved to ten and three"),
    ("The Lakers (42-18) beat them", "The Lakers, forty two and eighteen, beat them"),
    ("batting .312", "batting three twelve"),
    ("10-0 at halftime", "ten nothing at halftime"),
    ("It fell to 10-3 in a vote", "It fell to ten to three in a vote"),
    ("Detroit is 11-5 and leads", "Detroit is eleven and five and leads"),
    ("He was 14-6 with a sore arm", "He was fourteen and six with a sore arm"),
    ("It was 7-4 with an inning left", "It was seven four with an inning left"),
    ("to improve to 9-4", "to improve to nine and four"),
    ("with 0:03 left", "with three seconds left"),
    ("Cole (12-5) struck out nine", "Cole, twelve and five, struck out nine"),
    ("Webb (11-6, 2.87 ERA) won", "Webb, eleven and six, two point eight seven ERA, won"),
    ("Ray, 3-0 with a 1.12 ERA", "Ray, three and oh with a one point one two ERA"),
    ("The board (7-2, 3.5 hours) split", "The board, seven to two, three point five hours, split"),
    ("a 3 1/2-point favorite", "a three and a half-point favorite"),
    ("a 1/2-point favorite at 7/2", "a half-point favorite at seven to two"),
])  # fmt: skip
def test_american_games(printed: str, spoken: str) -> None:
    """A team's record has an “and” in it, and an average no point."""
    assert said(printed, "en-US") == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("at 180C/160C fan/gas 4",
     "at one hundred and eighty degrees Celsius, one hundred and sixty fan, gas four"),
    ("500g/1lb 2oz beef", "five hundred grams, one pound two ounces beef"),
    ("½ tsp salt", "half a teaspoon salt"),
    ("¾ pound of nuts", "three quarters of a pound of nuts"),
    ("a 3/4-inch bolt", "a three quarter-inch bolt"),
    ("2 x 400g tins", "two four hundred gram tins"),
    ("a 20cm x 30cm tin", "a twenty centimetre by thirty centimetre tin"),
    ("155mm shells, 500g potatoes",
     "one hundred and fifty five millimetre shells, five hundred grams potatoes"),
    ("512mb, or a low of 985mb", "five hundred and twelve megabytes, or a low of nine hundred and "
     "eighty five millibars"),
    ("C₆H₁₂O₆", "C six H twelve O six"),
    ("3.5×10⁵", "three point five times ten to the five"),
    ("51°30′26″N", "fifty one degrees thirty minutes twenty six seconds north"),
    ("a 3x champion is 3x faster", "a three time champion is three times faster"),
    ("blood pressure of 120/80", "blood pressure of one twenty over eighty"),
    ("£850 pcm", "eight hundred and fifty pounds per calendar month"),
    ("₹2,000 crore", "two thousand crore rupees"),
    ("1 234 567 people", "one million two hundred and thirty four thousand five hundred and sixty "
     "seven people"),
])  # fmt: skip
def test_kitchens_and_sciences(printed: str, spoken: str) -> None:
    """What stands beside a number tells what it counts."""
    assert said(printed, "en-GB") == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("s 2(1) and ss. 4-7 of the Act",
     "section two, subsection one and sections four to seven of the Act"),
    ("Regulation 2016/679", "Regulation twenty sixteen slash six hundred and seventy nine"),
    ("his Op. 27 No. 2 in C♯ minor", "his opus twenty seven Number two in C sharp minor"),
    ("Mozart’s K. 545", "Mozart’s K five forty five"),
    ("1 Cor. 13:4-7", "First Corinthians thirteen verses four to seven"),
    ("Song of Songs 2:10-13", "Song of Songs two verses ten to thirteen"),
    ("Micah 6:6-8 and Amos 5:24", "Micah six verses six to eight and Amos five twenty four"),
    ("See Mark 9:00-10:00", "See Mark nine o'clock to ten o'clock"),
    ("the 2nd Bn, Welch Regt", "the second Battalion, Welch Regiment"),
    ("They need 2 Bn more", "They need two Bn more"),
    ("in crossword No 28,611", "in crossword Number twenty eight thousand six hundred and eleven"),
    ("in that case No 1,204 people",
     "in that case No one thousand two hundred and four people"),
    ("PIN 1234", "PIN one two three four"),
    ("Apt. 4C, 12 Elm St", "Apartment four C, twelve Elm Street"),
    ("2km SW of Leeds", "two kilometres south west of Leeds"),
    ("Reading, Berks", "Reading, Berkshire"),
    ("Co Durham and Tesco Co.", "County Durham and Tesco Company"),
    ("48 C.F.R. 12", "forty eight CFR twelve"),
    ("a C19 chapel and a C19 vaccine", "a nineteenth century chapel and a C nineteen vaccine"),
    ("the June 23 vote", "the June twenty third vote"),
    ("noon-3pm, 23 June-4 July",
     "noon to three PM, the twenty third of June to the fourth of July"),
    ("Queen Elizabeth I never wed", "Queen Elizabeth the First never wed"),
])  # fmt: skip
def test_laws_and_places(printed: str, spoken: str) -> None:
    """A number that says where something stands, and the short word before it."""
    assert said(printed, "en-GB") == spoken


@pytest.mark.parametrize(("printed", "spoken"), [
    ("Q&A", "Q and A"),
    ("R&D/IT", "R and D, IT"),
    ("and/or", "and or"),
    ("hope/fear", "hope slash fear"),
    ("§ 5", "section five"),
    ("2 + 2 = 4", "two plus two equals four"),
    ("5 × 3 = 15", "five times three equals fifteen"),
    ("10 m²", "ten square meters"),
    ("E=mc²", "E equals mc squared"),
    ("The tide rose.³ We slept.¹²", "The tide rose. We slept"),
    ("The tide³ rose", "The tide rose"),
    ("H₂O", "H two O"),
    ("<5", "less than five"),
    ("~40", "about forty"),
    ("★★★★", "four stars"),
    ("★★★☆☆", "three out of five stars"),
    ("We did it 🎉🎉 today", "We did it today"),
    ("Acme™ and Bolt®", "Acme and Bolt"),
    ("got an A* in art", "got an A star in art"),
])  # fmt: skip
def test_symbols(printed: str, spoken: str) -> None:
    """By name where a reader would say it; an emoji is for the eye."""
    assert said(printed) == spoken


@pytest.mark.parametrize(("printed", "british", "american"), [
    ("Sales (£m)", "Sales, millions of pounds", None),
    ("Sales, US$bn", "Sales, billions of US dollars", None),
    ("The 00:30", "The zero zero thirty", None),
    ("at 00:00", "at midnight", None),
    ("2024-03-12T14:30:05Z", "the twelfth of March twenty twenty four at fourteen thirty and five"
     " seconds UTC", "March twelfth, twenty twenty four at fourteen thirty and five seconds UTC"),
    ("It ends 31.12.24", "It ends the thirty first of December twenty four",
     "It ends thirty one point twelve point twenty four"),
    ("ISBN 0-306-40615-X", "ISBN zero, three zero six, four zero six one five, X", None),
    ("Roe v. Wade, 410 U.S. 113", "Roe versus Wade, four ten US one thirteen", None),
    ("a Con/LD council", "a Conservative, Lib Dem council", "a Con, LD council"),
    ("Roe (Lab, Leeds)", "Roe, Labour, Leeds", "Roe, Lab, Leeds"),
    ("A Con trick in the Lab", "A Con trick in the Lab", None),
    ("the M25 from J10 to J11A", "the M twenty five from junction ten to junction eleven A",
     "the M twenty five from J ten to J eleven A"),
    ("a 3BR/2BA house", "a three bedroom, two bath house", None),
    ("£400 o.n.o.", "four hundred pounds or nearest offer", None),
    ("up 2% y/y", "up two per cent year on year", "up two percent year on year"),
    ("P/E of 15", "P, E of fifteen", None),
    ("Gen Z and Gen Sir Roe", "Gen Z and General Sir Roe", None),
    ("8/7c", "eight, seven c", "eight, seven central"),
    ("a 13A fuse", "a thirteen amp fuse", None),
    ("a 60W bulb", "a sixty watt bulb", None),
    ("104.5F", "one hundred and four point five degrees Fahrenheit", None),
    ("a 10st 7lb man", "a ten stone seven pound man", None),
    ("a 3,000-sq.-ft. home", "a three thousand square foot home", None),
    ("It is a 1.5:1 mix", "It is a one point five to one mix", None),
    ("c.£4m", "circa four million pounds", None),
    ("c1850", "circa eighteen fifty", None),
    ("the town, pop. 640, slept", "the town, population six hundred and forty, slept", None),
    ("Ohio State (11-1) is ranked 2nd", "Ohio State, eleven one, is ranked second",
     "Ohio State, eleven and one, is ranked second"),
    ("the board (10-2) agreed", "the board, ten two, agreed", None),
    ("Roe (R-Ohio) and Sen. Doe, D-El Paso, met", None,
     "Roe, Republican of Ohio, and Senator Doe, Democrat of El Paso, met"),
    ("the landings, D-Day, and a film (R-Rated)", None,
     "the landings, D-Day, and a film, R-Rated"),
    ("6-1, 7-6 (7/5)", "six one, seven six, seven five", None),
    ("A Grade II* barn", "A Grade Two star barn", None),
    ("Elizabeth I granted it", "Elizabeth the First granted it", None),
    ("To David I wanted to wave", "To David I wanted to wave", None),
    ("Text GIVE to 70085", "Text GIVE to seven zero zero eight five", None),
    ("Nick Cave, 9/10: bruising", "Nick Cave, nine out of ten: bruising", None),
    ("9/10 of it", "nine tenths of it", None),
    ("on N. Clark St. and NW 5th Ave.", None, "on North Clark Street and Northwest fifth Avenue"),
    ("John E. Smith Drive", None, "John E Smith Drive"),
    ("at 1600 Elm Ave. NW, on 14th St. NE", None,
     "at sixteen hundred Elm Avenue Northwest, on fourteenth Street Northeast"),
    ("a BMW 116i SE", None, "a BMW one hundred sixteen i SE"),
    ("He filed H.B. 214", "He filed HB two fourteen", None),
    ("a retired Army Capt., won", "a retired Army Captain, won", None),
    ("Gens. Roe and Doe", "Generals Roe and Doe", None),
])  # fmt: skip
def test_what_strangers_papers_shorten(
    printed: str, british: str | None, american: str | None
) -> None:
    """Heads of tables, timetables, catalogues, results, courts and classified pages."""
    if british is not None:
        assert said(printed, "en-GB") == british
    if american is not None:
        assert said(printed, "en-US") == american


@pytest.mark.parametrize(("printed", "language", "spoken"), [
    ("the hashtags #SaveIt and #GoGreen", "en-GB", "the hashtags Save It and Go Green"),
    ("the #MeToo hashtag", "en-US", "the Me Too hashtag"),
    ("Our hashtag grew, as did #Enough", "en-GB", "Our hashtag grew, as did hashtag Enough"),
    ("Wight: SW 5 to 7, rain", "en-GB", "Wight: south west five to seven, rain"),
    ("Tyne: SSE backing E 4 or 5, fair", "en-GB",
     "Tyne: south south east backing east four or five, fair"),
    ("Wind NW 10-15 mph", "en-US", "Wind northwest ten to fifteen miles per hour"),
    ("9 miles SSE of Tampa", "en-US", "nine miles south southeast of Tampa"),
    ("Vitamin E 5 to 7 times a day is good", "en-GB",
     "Vitamin E five to seven times a day is good"),
    ("2x4s, 2x6s and a 2x4", "en-US", "two by fours, two by sixes and a two by four"),
    ("It is 3x faster", "en-US", "It is three times faster"),
    ("2x8", "en-US", "two x eight"),
    ("(Viking, £18.99, 352pp)", "en-GB", "Viking, eighteen pounds ninety nine, three hundred and"
     " fifty two pages"),
    ("The 480pp hardback", "en-GB", "The four hundred and eighty page hardback"),
    ("Labour, up 20pp, led by 25pp", "en-GB",
     "Labour, up twenty percentage points, led by twenty five percentage points"),
    ("a 3-BR condo, 2BR, 1BA", "en-US", "a three bedroom condo, two bedroom, one bath"),
    ("a class of 90 BA students", "en-GB", "a class of ninety BA students"),
    ("1⅛ miles and ⅛ teaspoon", "en-US", "one and an eighth miles and an eighth of a teaspoon"),
    ("It fell by 26,100 to 7.37m", "en-GB",
     "It fell by twenty six thousand one hundred to seven point three seven million"),
    ("The audience fell from 1.2m to 980,000", "en-GB",
     "The audience fell from one point two million to nine hundred and eighty thousand"),
    ("The river rose by 1,200 to 4.2m", "en-GB",
     "The river rose by one thousand two hundred to four point two metres"),
    ("The village, population 1,200, lies at 300m", "en-GB",
     "The village, population one thousand two hundred, lies at three hundred metres"),
])  # fmt: skip
def test_what_is_around_tells_what_is_meant(printed: str, language: str, spoken: str) -> None:
    """A word beside a number, or another number, makes of the same print another thing."""
    assert said(printed, language) == spoken


@pytest.mark.parametrize(("printed", "language", "spoken"), [
    ("The 6ft 3in prop left", "en-GB", "The six foot three inch prop left"),
    ("He is 6ft 3in tall", "en-GB", "He is six feet three inches tall"),
    ("See file 19/0045", "en-GB", "See file nineteen zero zero four five"),
    ("Hens outnumber us by 9:2", "en-GB", "Hens outnumber us by nine to two"),
    ("She has a $30-an-hour job", "en-US", "She has a thirty dollar an hour job"),
    ("They want $30 an hour", "en-US", "They want thirty dollars an hour"),
    ("a 20m 5G mast", "en-GB", "a twenty metre five G mast"),
    ("He stood 20m from a 5G mast", "en-GB", "He stood twenty metres from a five G mast"),
    ("a 12ft Norway spruce", "en-GB", "a twelve foot Norway spruce"),
    ("Every 5km Smith stopped", "en-GB", "Every five kilometres Smith stopped"),
    ("a 5km, two-hour walk", "en-GB", "a five kilometre, two-hour walk"),
    ("the £20m 5G network", "en-GB", "the twenty million pound five G network"),
    ("the $5 billion, 1,500-job plant", "en-US",
     "the five billion dollar, one thousand five hundred-job plant"),
    ("a four-year, $12 million deal", "en-US", "a four-year, twelve million dollar deal"),
    ("He repaid the $5, two-thirds of it late", "en-US",
     "He repaid the five dollars, two-thirds of it late"),
    ("In its third year, $40 million went", "en-US",
     "In its third year, forty million dollars went"),
    ("The runner-up, £50 richer, wept", "en-GB", "The runner-up, fifty pounds richer, wept"),
])  # fmt: skip
def test_figures_before_a_noun_and_with_marks_between(
    printed: str, language: str, spoken: str
) -> None:
    """A measure that describes a thing is said in the singular; a file's number is no fraction."""
    assert said(printed, language) == spoken


@pytest.mark.parametrize(("printed", "british", "american"), [
    ("the 104-gun ship and a 120-acre farm",
     "the one hundred and four-gun ship and a one hundred and twenty-acre farm",
     "the one hundred four-gun ship and a one hundred twenty-acre farm"),
    ("a 116i", "a one hundred and sixteen i", "a one hundred sixteen i"),
    ("An A380 of 250 seats", "An A three eighty of two hundred and fifty seats", None),
    ("in the 2300 block of Elm", None, "in the twenty three hundred block of Elm"),
    ("the 400-500 block of 5th St.", None,
     "the four hundred to five hundred block of fifth Street"),
    ("the 1000 block of Elm", None, "the one thousand block of Elm"),
    ("a 2300 block of flats", "a two thousand three hundred block of flats", None),
    ("It airs at 8:30/7:30c on ABC", "It airs at eight thirty, seven thirty c on ABC",
     "It airs at eight thirty, seven thirty central on ABC"),
    ("8/7 Central", None, "eight, seven Central"),
    ("3/4c flour", None, "three, four c flour"),
    ("a tax of 5c on bags", "a tax of five cents on bags", None),
    ("W-2s, F-4s, B-52s and 1099s", None, "W-twos, F-fours, B-fifty twos and ten ninety nines"),
    ("401(k)s and a 401(k)", None, "four oh one Ks and a four oh one K"),
    ("Roe v. Wade, No. 24-656, was", None,
     "Roe versus Wade, Number twenty four six fifty six, was"),
    ("Nos. 22-451 and 22-1219, Roe v. Wade", None,
     "Numbers twenty two four fifty one and twenty two twelve nineteen, Roe versus Wade"),
    ("docket 24-38", None, "docket twenty four thirty eight"),
    ("Read Nos. 10-15", None, "Read Numbers ten to fifteen"),
    ("Call or text 988 for help", None, "Call or text nine eight eight for help"),
    ("dial 311 or 211", None, "dial three one one or two one one"),
    ("called 211 new witnesses", None, "called two hundred and eleven new witnesses"),
    ("called 105 and 106 pupils",
     "called one hundred and five and one hundred and six pupils", None),
    ("two 911s", "two nine elevens", None),
    ("311 callers", None, "three hundred and eleven callers"),
    ("It shut U.S. 101 near Elk and U.S. 101.", None,
     "It shut US one oh one near Elk and US one oh one"),
    ("the 405 Freeway, Loop 101", None, "the four oh five Freeway, Loop one oh one"),
    ("In the U.S. 101 died", None, "In the US one hundred and one died"),
    ("Medals: US 101, China 88", None,
     "Medals: US one hundred and one, China eighty eight"),
])  # fmt: skip
def test_numbers_by_which_things_are_called(
    printed: str, british: str | None, american: str | None
) -> None:
    """Blocks, suits, roads, forms and lines have names of figures; what is counted has none."""
    if british is not None:
        assert said(printed, "en-GB") == british
    if american is not None:
        assert said(printed, "en-US") == american


@pytest.mark.parametrize(("printed", "spoken"), [
    ("2.5m light years away", "two point five million light years away"),
    ("3m man-hours", "three million man-hours"),
    ("1.2m new homes", "one point two million new homes"),
    ("a 5m new wall", "a five metre new wall"),
    ("He ran 100m three hours later", "He ran one hundred metres three hours later"),
    ("the 33km time trial", "the thirty three kilometre time trial"),
    ("the 80 km coastal path", "the eighty kilometre coastal path"),
    ("the 5km people walk", "the five kilometres people walk"),
    ("the 33km that he rode", "the thirty three kilometres that he rode"),
    ("a 6ft (1.8m) fence", "a six foot, one point eight metre, fence"),
    ("the 12-acre (5ha) farm", "the twelve-acre, five hectare, farm"),
    ("It is 6ft (1.8m) tall", "It is six feet, one point eight metres, tall"),
    ("the 20C (68F) recorded here",
     "the twenty degrees Celsius, sixty eight degrees Fahrenheit, recorded here"),
    ("10 miles (16km) north", "ten miles, sixteen kilometres, north"),
    ("two 9 mm handguns", "two nine millimetre handguns"),
    ("shot on 35 mm film", "shot on thirty five millimetre film"),
    ("two 9 mm screws", "two nine millimetres screws"),
])  # fmt: skip
def test_a_measure_before_what_it_describes(printed: str, spoken: str) -> None:
    """Also with a blank, in brackets, and before a noun of two words."""
    assert said(printed, "en-GB") == spoken
