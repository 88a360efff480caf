"""The names of measures, and which of them are sure behind a number."""

# One of it and many; where only one form is given, many has an s behind it.
UNITS: dict[str, tuple[str, str]] = {
    key: (one, many or f"{one}s")
    for keys, one, many in (
        ("km", "kilometer", ""), ("cm", "centimeter", ""), ("mm", "millimeter", ""),
        ("nm", "nanometer", ""), ("µm μm", "micrometer", ""), ("m", "meter", ""),
        ("mi", "mile", ""), ("ft", "foot", "feet"), ("in ins", "inch", "inches"),
        ("yd yds", "yard", ""), ("mg", "milligram", ""), ("µg mcg", "microgram", ""),
        ("kg kgs", "kilogram", ""), ("g", "gram", ""), ("lb lbs", "pound", ""),
        ("tsp tsps Tsp Tsps", "teaspoon", ""),
        ("tbsp tbsps tbs Tbsp Tbsps TBSP", "tablespoon", ""), ("dsp", "dessertspoon", ""),
        ("floz", "fluid ounce", ""), ("fl", "fluid ounce", ""), ("mb", "millibar", ""),
        ("hPa", "hectopascal", ""), ("kPa", "kilopascal", ""), ("kt kts kn", "knot", ""),
        ("cwt", "hundredweight", "hundredweight"), ("sqm", "square meter", ""),
        ("sqkm", "square kilometer", ""), ("sqft", "square foot", "square feet"),
        ("mmHg", "millimeter of mercury", "millimeters of mercury"), ("mmol", "millimole", ""),
        ("dl dL", "deciliter", ""), ("kVA", "kilovolt amp", ""), ("Nm", "newton meter", ""),
        ("lbf", "pound force", "pounds force"),
        ("psi", "pound per square inch", "pounds per square inch"), ("Wh", "watt hour", ""),
        ("kbit", "kilobit", ""), ("Mbit", "megabit", ""), ("Gbit", "gigabit", ""),
        ("Gb", "gigabit", ""), ("Mb", "megabit", ""), ("PB", "petabyte", ""),
        ("MJ", "megajoule", ""), ("GJ", "gigajoule", ""), ("gal", "gallon", ""),
        ("qt", "quart", ""), ("mSv", "millisievert", ""), ("μSv µSv", "microsievert", ""),
        ("THz", "terahertz", "terahertz"), ("oz", "ounce", ""), ("st", "stone", "stone"),
        ("t", "tonne", ""), ("ml", "milliliter", ""), ("cl", "centiliter", ""),
        ("l L", "liter", ""), ("ha", "hectare", ""), ("mph", "mile per hour", "miles per hour"),
        ("kph kmh km/h kmph", "kilometer per hour", "kilometers per hour"),
        ("mpg", "mile per gallon", "miles per gallon"),
        ("rpm", "revolution per minute", "revolutions per minute"),
        ("bpm", "beat per minute", "beats per minute"),
        ("fps", "frame per second", "frames per second"),
        ("ppm", "part per million", "parts per million"), ("kW", "kilowatt", ""),
        ("MW", "megawatt", ""), ("GW", "gigawatt", ""), ("TW", "terawatt", ""),
        ("kWh", "kilowatt hour", ""), ("MWh", "megawatt hour", ""), ("GWh", "gigawatt hour", ""),
        ("TWh", "terawatt hour", ""), ("Hz", "hertz", "hertz"), ("kHz", "kilohertz", "kilohertz"),
        ("MHz", "megahertz", "megahertz"), ("GHz", "gigahertz", "gigahertz"),
        ("dB", "decibel", ""), ("KB kB", "kilobyte", ""), ("MB", "megabyte", ""),
        ("GB", "gigabyte", ""), ("TB", "terabyte", ""),
        ("mbps Mbps", "megabit per second", "megabits per second"),
        ("gbps Gbps", "gigabit per second", "gigabits per second"),
        ("kbps", "kilobit per second", "kilobits per second"), ("hr hrs", "hour", ""),
        ("min mins", "minute", ""), ("sec secs", "second", ""), ("ms", "millisecond", ""),
        ("yr yrs", "year", ""), ("mth mths", "month", ""), ("wk wks", "week", ""),
        ("hp bhp", "horsepower", "horsepower"), ("cc", "CC", "CC"), ("bps bp", "basis point", ""),
        ("kcal", "kilocalorie", ""), ("kJ", "kilojoule", ""), ("MP", "megapixel", ""),
        ("V", "volt", ""), ("W", "watt", ""), ("kV", "kilovolt", ""), ("mAh", "milliamp hour", ""),
        ("°", "degree", ""), ("°C ℃ ºC", "degree Celsius", "degrees Celsius"),
        ("°F ℉ ºF", "degree Fahrenheit", "degrees Fahrenheit"), ("sq", "square", "square"),
        ("Mt", "megatonne", ""), ("bbl", "barrel", ""), ("K", "kelvin", "kelvin"),
    )
    for key in keys.split()
}  # fmt: skip
# These are taken for units only where they touch the number and nothing speaks against it.
CLOSE = {*"m g t l L fl ins kn Nm in st V W MP C F K sq ms nm cc hp".split()}  # noqa: SIM905
OPEN = [unit for unit in UNITS if unit not in CLOSE and unit != "°"]
WRITTEN_OUT = ("miles", "mile", "feet", "foot", "metres", "meters", "yards", "inches")
LENGTHS = ("km", "cm", "mm", "m", "ft", "in", "ins", "mi", "yd", "yds", "kms")
PER = {
    "s": "second", "h": "hour", "hr": "hour", "min": "minute", "kg": "kilogram", "l": "liter",
    "m": "meter", "m2": "square meter", "m²": "square meter", "m3": "cubic meter",
    "m³": "cubic meter", "s²": "second squared", "s2": "second squared", "day": "day", "d": "day",
    "year": "year", "yr": "year", "week": "week", "ha": "hectare", "km": "kilometer",
    "km2": "square kilometer", "dl": "deciliter", "dL": "deciliter", "ml": "milliliter",
    "hour": "hour",
}  # fmt: skip
