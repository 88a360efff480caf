"""Pitches: what a page asks of its reader, in whole sentences.

A pitch begins by asking (“Sign up …”, “Inscrivez-vous …”) and names what only pages have (a
newsletter, an app, an account). Either alone is any sentence’s.
"""

import re

from publisher.structuring.phrases import anywhere, at_start, bare

LONGEST = 420  # characters; appeals for money take several sentences
NOTICE_LONGEST = 320

_ASKS = at_start("""
please / sign up / signing up / subscribe / register / join / get / receive / download / follow
support us / support our / support the / support independent / support local / support quality
donate / become / enter your / keep up / stay / click / tap / log in / sign in / want / would you
looking for / enjoy / enjoying / enjoyed / did you / do you / have you / have a / got a
got something / help us / send / send us / if you enjoyed / if you would like / if you'd like
if you want to / if you value / if you have a / if you have any / if you like / if you're enjoying
if you found / to read / to get our / to get the / to receive / to continue / to keep / to see
to comment / to join / to report / to contact / to support / to subscribe / to sign up
start your / try our / for more / for the latest / for unlimited / listen to / watch / like us
like our / by signing / never miss / don't miss / be the first / find us / find more / check out
choose / read our / contact / email / e-mail / share your / tell us / let us / know something
know more / make sure / add us / turn on / activate / unlock / access / already / not a / make a
make us / give / consider / love / hear / discover / explore / sponsor / visit / comment
write to us / inscrivez-vous / abonnez-vous / abonnez / recevez / suivez / rejoignez / téléchargez
soutenez / retrouvez / découvrez / pour lire / pour recevoir / pour ne rien / pour soutenir
pour continuer / faites un don / chaque matin / chaque semaine / chaque jour / envie de
vous souhaitez / vous avez / réagissez / déjà abonné / cliquez / écoutez / participez / partagez
contactez / écrivez-nous / accédez / profitez / lisez / tous les matins / toute l'actualité
pas encore / melden sie / melden / abonnieren / abonnieren sie / bestellen / bestellen sie
folgen sie / folgen / erhalten sie / jetzt / lesen sie / unterstützen sie / unterstützen
laden sie / möchten sie / wollen sie / haben sie / hier / sie möchten / sie wollen / sie haben
kommentieren / diskutieren sie / diskutieren / bleiben sie / verpassen sie / holen sie / hören sie
spenden / schreiben sie / klicken / registrieren / melde dich / abonniere / folge / täglich
jeden morgen / für nur / suscríbete / suscríbase / suscríbanse / regístrate / regístrese / recibe
reciba / sigue / síguenos / síganos / sigue a / únete / únase / descarga / descargue / apoya
hazte / apúntate / haz clic / haga clic / accede / consulta / para seguir / para leer
para recibir / si quieres / si deseas / quieres / quiere recibir / ya eres / puedes seguir / dona
compártelo / escríbenos / inicia / escucha / iscriviti / abbonati / ricevi / segui / seguici
scarica / sostieni / resta / unisciti / per continuare / per leggere / per ricevere / hai / vuoi
clicca / se vuoi / scrivici / ascolta / registrati / accedi / sei già / leggi / assine
inscreva-se / receba / siga / siga-nos / baixe / apoie / cadastre-se / participe / entre / clique
quer / fique / acompanhe / para continuar / para ler / para receber / você pode / quer receber
doe / mande / ouça / já é / faça / tem uma / اشترك / اشتركوا / انضم / انضموا / تابع / تابعوا
تابعنا / تابعونا / احصل / احصلوا / حمل / حملوا / سجل / ادعم / للاشتراك / لمتابعة / يمكنك / يمكنكم
لتلقي / هل لديك / أرسل / ساهم / تبرع / اضغط / للمزيد / اقرأ / 登録 / 購読 / フォロー
ダウンロード / ご登録 / 無料 / この記事の続き / この続き / 続きを / 会員 / 残り / 公式 / 友だち
ニュースレター / メルマガ / メール / ご意見 / 毎朝 / 毎日 / 毎週 / 最新 / アプリ / 有料 / 订阅
关注 / 下载 / 注册 / 扫描 / 扫码 / 欢迎 / 点击 / 登录 / 更多 / 每天 / 每日 / 请 / 訂閱 / 下載
關注 / 想看 / 如果您 / 长按 / 立即
""")
_THINGS = anywhere("""
on whatsapp / on telegram / on bluesky / on mastodon / on threads and * / on linkedin and *
donate / donation / donations / please support / please subscribe / small newsroom / faire un don
spenden / donación / doação / تبرع / every morning / every week / each morning / each week
every day / every evening / every friday / every sunday / chaque matin / chaque jour
chaque semaine / chaque soir / jeden morgen / jede woche / cada mañana / cada semana / cada día
ogni mattina / ogni giorno / ogni settimana / toda manhã / todos os dias / toda semana / كل صباح
كل أسبوع / 毎朝 / 毎週 / newsletter / newsletters / inbox / inboxes / our * email / our emails
email alerts / daily briefing / morning briefing / daily email / daily digest / weekly email
daily emails / email updates / email address / your email / email us / e-mail us / email our
by email * every / @*.com / @*.org / @*.net / @*.co.uk / @*.info / our app / the app / mobile app
news app / free app / push notifications / news alerts / breaking news alerts / text alerts
whatsapp channel / whatsapp group / whatsapp community / telegram channel / telegram group
facebook page / facebook group / youtube channel / discord server / twitter account
instagram account / follow us on / us on twitter / us on facebook / us on instagram / us on x
us on bluesky / us on whatsapp / on twitter and * / on facebook and * / on facebook, *
on twitter, * / on x and * / on instagram and * / on google news / on twitter @* / on x @*
on twitter at * / him on twitter / her on twitter / them on twitter / him on x / her on x
them on x / on apple podcasts / on spotify / apple news / wherever you get your podcasts
wherever you listen / our podcast / this podcast / our latest podcast / our coverage
our reporting / our journalism / our newsroom / our work / our readers / independent journalism
quality journalism / local journalism / trusted journalism / nonprofit journalism
public interest journalism / investigative journalism / free press / independent news / local news
a subscriber / a subscription / your subscription / subscribers / digital subscription
digital access / unlimited access / full access / free trial / ad-free / become a member
a member / membership / our supporters / a supporter / an account / your account / free account
user account / to read the full / to read this / full article / privacy policy / terms of service
terms and conditions / terms of use / privacy notice / unsubscribe / cookies / cookie policy
comments below / the comments / comments section / comment section / a story tip / news tip
news tips / story idea / a tip / a news tip / got a story / contact us / click here / link below
form below / button below / letter to the editor / letters to the editor / share your story
share your experience / share your thoughts / share your views / tell us / send us / our website
latest news / latest updates / latest stories / breaking news / top stories / day's top
your feedback / this story with / with friends / more like this / more stories / stories like this
infolettre / boîte mail / boîte de réception / abonnés / abonné / abonnement / vous abonner
s'abonner / notre application / l'application / notre chaîne / notre compte / notre page
notifications / journalisme / sur twitter / sur facebook / sur instagram / sur whatsapp
sur google actualités / sur telegram / adresse e-mail / adresse mail / votre e-mail
créer un compte / créez un compte / la rédaction / nos articles / posteingang / whatsapp-kanal
kanal / unsere app / unserer app / der app / push-nachrichten / abo / abonnenten / newslettern
datenschutz* / per e-mail / per mail / ihr konto / konto / auf facebook / auf twitter
auf instagram / auf whatsapp / auf youtube / auf telegram / bei whatsapp / kostenlos
journalismus / unsere redaktion / unabhängigen journalismus / artikel weiterlesen / digitalabo
podcast / leserbrief / kommentarfunktion / boletín / boletines / boletin / suscriptor
suscriptores / suscripción / tu correo / su correo / correo electrónico / nuestra app
nuestra aplicación / canal de whatsapp / canal de telegram / canal de youtube / nuestro canal
en facebook / en twitter / en instagram / en whatsapp / en telegram / en google news
política de privacidad / periodismo / nuestras redes / redes sociales / notificaciones / cuenta
seguir leyendo / nuestra comunidad / abbonamento / abbonato / canale whatsapp / canale telegram
nostro canale / nostra app / casella / giornalismo / su facebook / su twitter / su instagram
su whatsapp / su telegram / su google news / nostra newsletter / notifiche / account / sui social
la nostra redazione / nostra pagina / assinante / assinantes / assinatura / seu e-mail
canal do whatsapp / canal no whatsapp / nosso canal / nosso app / nosso aplicativo / jornalismo
no facebook / no twitter / no instagram / no whatsapp / no telegram / no google news / boletim
nossas redes / comunidade / conta / sugestão de reportagem / النشرة / نشرتنا / النشرة البريدية
بريدك / بريدكم / تطبيق * / تطبيقنا / قناتنا / قناة * / صفحتنا / حسابنا / فيسبوك / تويتر / واتساب
تلغرام / تليغرام / إنستغرام / انستغرام / نشرة / ニュースレター / メルマガ / メールマガジン
アプリ / 会員 / 無料登録 / アカウント / 公式line / line公式 / ツイッター / フェイスブック / 有料
公式x / 購読 / 登録 / お届け / 友だち追加 / 邮箱 / 公众号 / 公眾號 / 微信 / 客户端 / 二维码 / 微博
電子報 / 电子报 / 粉絲專頁 / 新闻通讯 / 订阅 / 訂閱 / 官方账号
""")
_NOTICES = at_start("""
* does not work for, / * do not work for, / * n'est affilié à aucune / * no recibe salario
from our network / from our partners / from our sister / read our republishing
by signing up * agree / by subscribing * agree / by clicking * agree / by entering your
by submitting * agree / by registering * agree / by providing your / this site is protected by
this form is protected by / for more information see our / for more information about our
we use cookies / we and our partners / this site uses cookies / this website uses cookies
our site uses cookies / your email address will not / newsletters may contain
this newsletter will / this newsletter may / this newsletter is / delivered to your
delivered straight / delivered every / straight to your inbox / something went wrong
please try again / you have successfully / you have been subscribed / you are now
you're signed up / you are signed up / you will receive / you'll receive / you can unsubscribe
you can opt out / you may unsubscribe / unsubscribe at any time / unsubscribe anytime
this video is not / this video is no longer / this video can not / this video cannot
this content is not / this content is currently / this content is only / this article is only
this article is for / this audio is / this video is / we'll send / we'll email / we'll never
we will never share / we will only send / we won't share / no spam / this is a human
this is a modal / this is an audio version / check your inbox / please check your inbox
our standards: / the views expressed / the opinions expressed / views expressed
opinions expressed / thank you for subscribing / thanks for subscribing
thank you for your interest / thank you for signing / thanks for signing
thank you for your support / required fields / all fields are / our daily newsletter
our weekly newsletter / our free newsletter / our morning newsletter / our newsletter
our daily email / our weekly email / our morning email / our free email / a daily newsletter
a weekly newsletter / a free newsletter / a daily email / a weekly email / the daily newsletter
the weekly newsletter / the best of * inbox / the day's * inbox / the latest * inbox
the stories * inbox / the most * inbox / the top * inbox / the essential * inbox
a weekly * inbox / a daily * inbox / essential * inbox / our best * inbox / weekly * inbox
daily * inbox / every * inbox / all the * inbox / news * inbox / free * inbox / our * inbox
your * inbox / one email * / * delivered to your inbox / * straight to your inbox
* to your inbox every / * in your inbox / to your inbox / we rely on readers
we rely on our readers / we rely on the support / unlike many * / our journalism is
our reporting is / our work is funded / we depend on readers / we are funded by
as a nonprofit newsroom / this story is free / this article is free / reader support
readers like you / your support / your contribution / your donation / your subscription
every contribution / every donation / with your support / now more than ever * journalism
vous pouvez vous désabonner / vous pouvez vous désinscrire / vous pouvez à tout moment
en vous inscrivant / en cliquant sur / ce contenu est bloqué / ce contenu est réservé
cet article est réservé / cet article vous est offert / il vous reste / la suite est réservée
vous recevrez / votre inscription / vos données personnelles / notre newsletter / la newsletter *
l'essentiel de * chaque / toute l'actualité * dans votre / le meilleur de * chaque
la reproduction totale / votre adresse * ne sera pas / votre soutien / notre journalisme
ce site utilise / lecture du monde en cours / merci pour votre lecture / merci de nous lire
mit der anmeldung / mit ihrer anmeldung / ich bin damit einverstanden
an dieser stelle finden sie / sie können den newsletter / sie können sich jederzeit
informationen zum datenschutz / hinweise zum datenschutz / dieser artikel ist nur für
diese inhalte / wir verwenden cookies / diese website verwendet / vielen dank für ihre
unser newsletter / der newsletter * / unser täglicher newsletter / ihr täglicher
ihre e-mail-adresse wird / dieser inhalt / wir benötigen ihre / al suscribirte / al registrarte
al hacer clic / puedes darte de baja / puede darse de baja / este contenido es exclusivo
este contenido es para / este sitio utiliza / este artículo es exclusivo / lo mejor de * correo
las noticias * correo / toda la información * correo / nuestro boletín / nuestra newsletter
tu dirección de correo / los comentarios * / si está interesado en licenciar
si estás interesado en licenciar / tu suscripción / tu apoyo / iscrivendoti / cliccando su
puoi annullare / questo contenuto è riservato / questo articolo è riservato / questo sito utilizza
la nostra newsletter / il meglio di * mail / il tuo indirizzo email / il tuo sostegno
ao se inscrever / ao se cadastrar / ao clicar / ao assinar / você pode cancelar
este conteúdo é exclusivo / este site utiliza / este texto é exclusivo / nossa newsletter
o melhor de * e-mail / as principais notícias * e-mail / seu endereço de e-mail
os comentários não representam / باشتراكك / بالضغط على / يستخدم هذا الموقع / نستخدم ملفات / نشرتنا
لن يتم نشر عنوان بريدك / الآراء الواردة / شكرا لاشتراكك / この記事は有料会員 / この記事は会員
この記事は有料 / この記事を読むには / 当サイトでは / このサイトは / 登録すると / いつでも解除
いつでも配信停止 / メールアドレスが公開 / 本サイトに掲載 / 有料会員になると / 有料会員登録
订阅即表示 / 本网站使用 / 您可以随时 / 您的电子邮箱地址不会 / 本文仅代表作者 / 以上内容 / 免责声明
特别声明 / 声明：
""")
_SAYS = re.compile(
    r"[“\"«„「『].{3,}[”\"»“」』]|\b(?:said|says|told|asked|added|wrote)\b", re.IGNORECASE
)


def speaks_of_pages(text: str) -> bool:
    """Whether words name what only pages have: a newsletter, an app, an account."""
    return len(text) <= LONGEST and _THINGS.search(bare(text))


def is_pitch(text: str) -> bool:
    """Whether a passage asks something of the reader of a page."""
    line = bare(text)
    if len(line) > LONGEST:
        return False
    notes = len(line) <= NOTICE_LONGEST and _NOTICES.match(line)
    asks = notes or (_ASKS.match(line) and _THINGS.search(line))
    return bool(asks and not _SAYS.search(text))
