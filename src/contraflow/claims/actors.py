"""Words for who and what the rules speak of: hulls, vehicles, loads, dealers, guards, gates; shared by the extractors.

Each is a piece of a regular expression without groups that are kept; a blank stands for any white space (see draft.rule).
"""

HULL = (
    r"(?<!patrol\s)(?<!tourist\s)(?<!tour\s)(?<!pleasure\s)(?:(?:speed|motor|row)?boats?|vessels?"
    r"|ships?(?! yard)|barges?|ferr(?:y|ies)(?! compan)"
    r"|hulls?|trawlers?|dingh(?:y|ies)|skiffs?|junks?|sampans?|tankers?|freighters?|canoes?)"
)
VEHICLE = (
    r"(?:(?:mini)?trucks?|truckloads?|lorr(?:y|ies)|vans?|minivans?|minibus(?:es)?|bus(?:es)?|vehicles?"
    r"|(?<!dining\s)(?<!sleeping\s)(?<!railway\s)(?<!train\s)(?<!freight\s)cars?|taxis?|trailers?"
    r"|motorbikes?|motorcycles?|tricycles?|carts?|pickups?|jeeps?|tractors?)"
)
WAGON = (
    r"(?:trains?|rail|railway|freight[- ](?:train )?(?:cars?|wagons?|cabins?)|freight-trains?|(?:railway"
    r"|rail|train|goods|sealed|dining|sleeping) (?:cars?|wagons?|carriages?|cabins?)|wagons?)"
)
LOAD = (
    r"(?:goods|loads?|cargo(?:es)?|bags?|sacks?|packages?|packs?|parcels?|boxes|box|crates?|bundles?"
    r"|bales?|contraband|catch(?:es)?"
    r"|consignments?|shipments?|freight|merchandise|wares|containers?|products?|items|scrap|supplies|commodities|logs|tyres"
    r"|deliver(?:y|ies)|livestock|cattle|phones?|medicines?)"
)
GUARD = (
    r"(?:guards?|guardsmen|soldiers?|troops|servicemen|officers?|officials?|police(?:m[ae]n)?|agents?|cadres?|inspectors?"
    r"|commanders?|commissars?|sergeants?|lieutenants?|captains?|chiefs?|bureaucrats?|authorities"
    r"|patrols?|garrisons?|brigades?|military|army)"
)
DEALER = (
    r"(?:smugglers?|traders?|brokers?|merchants?|dealers?|wholesalers?|vendors?|exporters?|importers?|middlem[ae]n|porters?"
    r"|boatm[ae]n|stallholders?|sellers?|shopkeepers?|retailers?|peddlers?|couriers?|drivers?|fishermen|businessm[ae]n|donju"
    r"|smuggling (?:rings?|gangs?|networks?)|traffickers?)"
)
FIRM = r"(?:compan(?:y|ies)|firms?|enterprises?|businesses|business|exporters?|importers?|plants?|stalls?|shops?|restaurants?)"
GATE = (
    r"(?:borders?(?! (?:guards?|guarding|police|patrols?|forces?|troops|trade|security|town|towns|area"
    r"|areas|region|regions|guard|village"
    r"|villages|count(?:y|ies)|agents?|officials?|market|markets|brigade|soldiers?|officers?))|frontiers?(?! guards?)|bridges?"
    r"|crossings?|(?:crossing|entry|border) points?|(?:border )?(?:towns?|villages?|count(?:y|ies)|areas?|regions?|zones?)"
    r"|customs(?: (?:house|post|office|station|clearance))?s?(?! (?:officers?|officials?|agents?"
    r"|inspectors?|data|figures|duties))"
    r"|checkpoints?|ports?(?! of the computer)|harbou?rs?|piers?|landings?|landing stages?|(?:border"
    r"|customs|bridge|port) gates?|ferr(?:y|ies)|wharf|wharves|docks?|quays?"
    r"|roads?|cit(?:y|ies)|provinces?|gateways?)"
)
SEASON = r"(?:winter|spring|summer|autumn)"
