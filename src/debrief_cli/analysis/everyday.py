"""Everyday words of serving customers: which say little, and which say the same.

Small lists made by hand. They are what lets “expired coupon” find “a voucher that may have
run out”; a word that no list knows is still matched by its stem.
"""

# Words that say nothing about a situation.
SILENT = """
a an the this that these those there here it its it's he him his she her hers they them their
theirs i i'm i've me my mine we us our ours you your yours who whom whose which what when where
why how someone somebody anyone anybody something anything everything nothing nobody everyone
thing things one ones customer customers client clients person people man woman men women guy
lady gentleman couple am is are was were be been being isn't wasn't aren't do does did done doing
doesn't don't didn't has have had having hasn't haven't hadn't can could cannot can't couldn't
will would won't wouldn't shall should may might must and or but so if because as than then while
until since though although of in on at to for from by with about into onto over under up down
out off through between within per via not no nor yes ok okay too very just only also even really
quite rather almost all any each every some such own most much many few lot lots bit kind sort
got get gets getting let lets please s t re ve ll d m
"""

# Words that nearly every call has, and how people felt: they count, but little.
COMMON = """
call caller phone ring mail email chat message order item product shop store
ask want need like say tell told know think see look give take make come go went find found put
use try buy sell bring keep leave left happen finish arrive receive request check move turn begin
start end open close hear read explain show choose mean believe wonder wait hold write talk speak
said help answer work feel stand sit walk pick pay paid send sent offer reply drop spoke spoken
time day date week month year today yesterday tomorrow morning evening night noon monday tuesday
wednesday thursday friday saturday sunday hour minute now soon later ago already before after
again always never ever still back without yet once
first second third two three four five six seven eight nine ten eleven twelve hundred half
late last next new old big small long short high low good bad better well right wrong same different
other another further more less early free sure
problem issue question service part number name line case matter way place side hand colleague
team company reason money word complain unhappy
angry upset furious annoyed mad cross irate shout yell scream fuming aggressive happy glad
friendly nice sad worried nervous impatient polite rude patient confused frustrated disappointed
"""

# Each line: words that say the same. `_` joins words that do so only together.
SAME = """
call ring rang rung phone telephone dial caller
mail email letter
chat conversation
message text sms whatsapp messaging
again twice repeat repeatedly once_more second third fourth another further
before already previous previously earlier last_time
angry upset furious annoyed mad cross irate shouting shout yell scream fuming raging livid \
aggressive
complaint complain grumble
parcel package packet delivery shipment consignment deliver
courier driver carrier postman delivery_man delivery_driver dhl ups fedex hermes dpd post_office
neighbour neighbor next_door wrong_door wrong_address wrong_house somebody_else someone_else \
across_the_street different_address misdelivered misdelivery
late delay delayed overdue slow
missing lost vanished gone never_arrived not_arrive never_came nothing_came
without lost missing threw_away has_no have_no had_no with_no
voucher coupon code promotion promo discount rebate gift_card
expire expired expiry out_of_date deadline run_out ran_out runs_out lapse lapsed end ended \
outdated invalid no_longer_valid past_its
receipt proof_of_purchase proof_of_payment slip bill ticket proof prove
bill invoice statement
decline refuse reject
return bring_back take_back send_back give_back hand_back exchange swap
refund reimbursement reimburse repayment repay money_back pay_back
till checkout register cashier counter cash_desk
price cost amount charge overcharge fee
cheap cheaper low lower less reduced
expensive dear high higher more
label tag sticker
shelf rack display aisle
two both several parallel simultaneous simultaneously double multiple three juggle multitask \
overlap more_than_one same_time at_once
broken broke damaged damage cracked torn faulty defective scratched dented smashed shattered
not_work doesn't_work won't_work stopped_working out_of_order failed fail
freeze froze frozen hang hung crash stuck
wrong mistaken incorrect mix-up mixup mismatch
queue line hold wait waiting
fast quick quickly rush hurry
explain instruction manual guide booklet
gift present
buy purchase bought
rude unfriendly impolite disrespectful abusive
manager supervisor boss lead superior
promise promised guarantee assure
sorry apologise apologize apology
thank grateful praise compliment
cancel cancellation terminate withdraw
subscription membership contract
appointment booking reservation book reserve
website site page online app
login log_in sign_in password pin
internet wifi connection network broadband
install set_up setup
child kid baby toddler
old elderly older senior
unclear confused confusing misunderstand misunderstood not_understand
repair fix mend
transfer pass_on passed_on hand_over escalate forward
contact touch reach
question enquiry inquiry query
issue problem matter trouble
stock sold_out unavailable available
size fit measure
colour color shade
assemble assembly build
warranty guarantee
opening_hours
evening night
second_hand
price_list
gift_wrap
"""

# Each line: words that are often about the same.
NEAR = """
label tag sticker sign shelf rack display price cost marked advertised
price cheap expensive amount
parcel delivery courier depot neighbour address track
voucher flyer leaflet brochure expire price
expire no_longer over too_late too_old old
receipt paperwork document
again before already back still earlier wait contact follow-up follow_up chase unresolved unsolved
refund money_back return money
call contact touch reach line speak spoke spoken talk callback
till charge price pay scan
chat message messaging conversation online write type window
late missing wait
wrong mismatch different misdelivered
"""

# Words that tell which channel it was, by their stems.
CHANNELS = {
    "call": "phone",
    "caller": "phone",
    "phone": "phone",
    "telephon": "phone",
    "ring": "phone",
    "rang": "phone",
    "mail": "email",
    "email": "email",
    "chat": "chat",
}
