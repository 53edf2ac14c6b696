/** What English words near a calculation mean for it. All lists are lower case. */

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that bind sentences together: never a unit, never the name of a quantity at the start of a claim. */
export const FUNCTION_WORDS = list(
  'a an the this that these those it its is are was were be been being am and or nor but so as at by for from in into of on onto off ' +
    'out over per than then to too up with without if whether when while until unless since because though although which who whom ' +
    'whose what where why how not no yes i we you he she they them us our your his her their will would can could shall should may ' +
    'might must do does did has have had just only also still now again here there thus hence therefore equals equal gives give makes ' +
    'make yields yield returns return becomes become leaves leave results evaluates comes totals costs prints means total totaling ' +
    'let lets using about approximately roughly around nearly almost exactly after before once finally first next each every all both ' +
    'true false',
);

/** Before a calculation these may belong to it ("half of", "twice", "about"), so that it says something else than it seems to. */
export const BINDING_WORDS = list(
  'half third quarter fifth tenth twice double triple thrice times plus minus negative by over squared cubed square cube root sqrt cbrt ' +
    'log ln lg sin cos tan exp abs max min mod modulo rem remainder power factorial average mean median than less fewer more off about ' +
    'approximately approx roughly around nearly almost circa not never neither without except excluding if whether unless suppose ' +
    'assuming assume divided multiplied raised ceil floor round rounded per to-the choose',
);

/** Before "of" these leave a calculation as it is: "a total of 3 + 4 = 7". */
export const SUM_NOUNS = list(
  'total totals sum cost costs price value values result product difference count number amount rest remainder quotient profit change ' +
    'area volume length width height perimeter distance balance score age budget income salary revenue weight average out speed rate ' +
    'output answer combination maximum minimum',
);

/** After a number these change its size, or what it is. */
export const SCALING_WORDS = list(
  'hundred hundreds thousand thousands million millions billion billions trillion dozen dozens pair pairs couple score gross half halves ' +
    'third thirds quarter quarters fifth fifths tenth tenths k bn mn percent percentage pc am pm remainder rem r mod modulo squared cubed ' +
    'factorial choose ish plus point',
);

/** Words for `=` between a calculation and its value. */
export const EQUAL_WORDS = list('is equals gives makes yields becomes leaves');

/** Names of software and the like, after which `3.10` is a version and not a decimal. */
export const VERSIONS =
  /\b(?:versions?|releases?|v\d|python|node(?:\.?js)?|typescript|java(?:script)?|jdk|ruby|php|golang|rust|swift|kotlin|npm|react|vue|angular|django|chapter|section|figure|table|android|ios|windows|macos|ubuntu|kernel|chrome|firefox|es\d|c\+\+|\.net|semver|upgrad\w*)/i;

/** Other number systems and modular arithmetic, where `101 + 1 = 110` may be right. */
export const OTHER_SYSTEMS =
  /\b(?:binary|hex|hexadecimal|octal|base|bits?|bitwise|xor|bytes?|congruent|modul(?:ar|o|us)|clock|o'clock|midnight|noon|wraps?|overflow\w*|uint\d*|int8|saturat\w*|boolean algebra)\b|\(mod\b|\\p?mod\b|[≡₀-₉]/i;

/** Texts that are joined rather than added. */
export const JOINING =
  /concat|string|join|append|text|character|quote|digits? together|glu|lexic|alphabet|dictionary order/i;

/** Results that are not meant to be exact. */
export const ROUNDING =
  /round|approx|about|nearly|roughly|truncat|floor|ceil|integer|whole|estimat|close to|almost|≈|~|floating|precision|float/i;

/** A sentence with one of these may deny a statement, or report one that is not its own. */
export const DENIAL =
  /\b(?:not(?! only)|never|cannot|isn't|aren't|doesn't|don't|didn't|wasn't|won't|can't|wrong|wrongly|incorrect|incorrectly|mistake|mistaken|mistakenly|mistaking|typo|error|instead of|rather than|claim|claims|claimed|says?|said|wrote|written|expects?|expected|bug|buggy|comment|message|misread|contradiction|impossible|joke|absurd|pretend|suppose|imagine|a student|someone|thinks?|thought)\b|\?/i;

/** A sentence with one of these may ask about a comparison, or say when it would hold. */
export const CONDITION =
  /\b(?:if|whether|while|until|unless|when|check\w*|test\w*|condition\w*|compar\w+|evaluat\w+|ask\w*|asserts?|loop\w*|would|could|should|might|may|else|otherwise|no|none|fails?|failed|holds?|returns?|expression|statement|example|suppose|menu|click|select|level|page)\b/i;

/** Before a text that is written somewhere. */
export const LABEL = /\b(?:labels?|labelled|labeled|captions?|banners?|headings?|screens?|displays?|displayed|sees)\b/i;
