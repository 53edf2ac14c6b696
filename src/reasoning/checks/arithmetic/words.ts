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
    'true false und oder aber ist sind ergibt macht gibt also das die der ein eine einen es er sie wir ich nicht mit von zu bei auf im am ' +
    'pro insgesamt damit dann noch daher somit weil wenn',
);

/** Before a calculation these may belong to it ("half of", "twice", "about"), so that it says something else than it seems to. */
export const BINDING_WORDS = list(
  'half third quarter fifth tenth twice double triple thrice times plus minus negative by over squared cubed square cube root sqrt cbrt ' +
    'log ln lg sin cos tan exp abs max min mod modulo rem remainder power factorial average mean median than less fewer more off about ' +
    'approximately approx roughly around nearly almost circa not never neither without except excluding if whether unless suppose ' +
    'assuming assume divided multiplied ceil floor round rounded per to-the choose als',
);

/** Behind a number, what it is multiplied by; some authors count the words as units and leave the factor out. */
export const SCALES: Readonly<Record<string, bigint>> = Object.fromEntries(
  [
    ['k', 1000n],
    ['hundred hundreds', 100n],
    ['thousand thousands tausend', 1000n],
    ['million millions mn mio', 10n ** 6n],
    ['billion billions bn mrd', 10n ** 9n],
    ['trillion trillions', 10n ** 12n],
    ['dozen dozens dutzend', 12n],
    ['pair pairs couple couples', 2n],
    ['score', 20n],
    ['gross', 144n],
  ].flatMap(([words, factor]) =>
    String(words)
      .split(' ')
      .map((word) => [word, factor] as const),
  ),
) as Readonly<Record<string, bigint>>;

/** Words that end the name of what is counted behind a number: "20 people who came in + 5", but not "5 and 3 more". */
export const PHRASE_ENDS = list(
  'and or but so if because since then when while as is are was were be been plus minus equal equals more less fewer ' +
    'than fails fail holds hold never not hardly rarely cannot half twice double triple least most multiplied divided by mod modulo ' +
    'und oder mal geteilt weil wenn ist sind mehr weniger als not nicht true false out ' +
    'one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty',
);

/** Before a number these make it the name of a thing: "day 3", "room 12". */
export const NUMBERED = list(
  'day week month year hour minute step case room page chapter section figure table grade class phase round level part group team ' +
    'no question problem item line version iteration pass lap quiz exam exit gate floor lane row column player option method example ' +
    'equation task index position depth key slot offset ' +
    'tag woche monat jahr schritt seite raum zimmer kapitel abschnitt zeile nummer nr aufgabe aged age',
);

/** After a number these change its size, or what it is. */
export const SCALING_WORDS = list(
  'half halves third thirds quarter quarters fifth fifths tenth tenths percent percentage pc am pm remainder rem r rest mod modulo ' +
    'squared cubed doubled tripled quadrupled halved factorial choose ish plus point prozent uhr',
);

/** Words for `=` between a calculation and its value. */
export const EQUAL_WORDS = list('is equals gives makes yields becomes leaves ist ergibt macht gibt sind are');

/** Names of software and the like, after which `3.10` is a version and not a decimal. */
export const VERSIONS =
  /\b(?:versions?|releases?|v\d|python|node(?:\.?js)?|typescript|java(?:script)?|jdk|ruby|php|golang|rust|swift|kotlin|npm|react|vue|angular|django|chapter|section|figure|table|android|ios|windows|macos|ubuntu|kernel|chrome|firefox|es\d|c\+\+|\.net|semver|upgrad\w*)/i;

/** Other number systems and modular arithmetic, where `101 + 1 = 110` may be right. */
export const OTHER_SYSTEMS =
  /\b(?:binary|ternary|hex|hexadecimal|octal|base(?! of (?:an?|the)\b)|base\d+|bits?|bitwise|xor|congruent|modul(?:ar|o|us)|cyclic\w*|circular\w*|clock|o'clock|wraps?|overflow\w*|uint\d*|int8|saturat\w*|boolean (?:algebra|logic)|Dualzahl\w*|Binär\w*|Uhr|Z_?\d+|[FZ]_\w+|GF\s*\(\d+\)|Z\/\w+)\b|\\mathbb\s*\{?[ZF]|\(\s*mod\b|\\p?mod\b|\^\{?\(?-\d+[)}]*\s*(?:mod\b|%)|[≡₀-₉]/i;

/** Times of the day, which begin again at 12 or 24. */
export const CLOCKS = /\b(?:noon|midnight)\b/i;

/** Texts that are joined rather than added. */
export const JOINING =
  /concat|string|\bstrs?\b|join|append|text|character|quote|digits? together|glu|lexic|alphabet|dictionary order/i;

/** Results that are not meant to be exact. */
export const ROUNDING =
  /\bround(?:ed|ing)\b|\brounds?\s+(?:up|down|off|to|it|this|that|the|half)\b|\bapprox|\bnearly\b|\broughly\b|\btruncat|\bfloor(?:ed|ing|\()|\bfloor (?:division|function|of)\b|\bceil|\binteger|\bwhole (?:number|part|unit|dollar|cent|euro)|\bestimat|\bclose to\b|\balmost\b|≈|~|\bfloating|\bprecision|\bfloat|\bgerundet|\bungefähr\b|\betwa\b|\bcirca\b|\brund\b|\bca\b|\bknapp\b/i;

/** A sentence with one of these may deny a statement, or report one that is not its own. */
export const DENIAL =
  /\b(?:wrong|wrongly|incorrect|incorrectly|mistakes?|mistaken|mistakenly|mistaking|typo|errors?|instead of|rather than|claim|claims|claimed|says?|said|wrote|written|expects?|expected|bug|buggy|comment|message|misread|contradiction|impossible|joke|absurd|absurdity|confus\w+|pretend|suppose|imagine|(?:a student|someone) (?:got|gets|found|finds|answer\w*|calculat\w*|comput\w*|has shown|obtain\w*|puts?)|(?<!\bI )thinks?|thought|untrue|disproves?|contrary|naive\w*|tempt\w*|guess\w*|myth|nonsense|falsch|Fehler|wäre\w*|angenommen|behaupte\w*|mein(?:en|t|te|ten)|glaub\w+|dachte\w*|sagte\w*|schrieb\w*|würde\w*|unmöglich|Irrtum|niemals)\b|\?/i;

const WRONG =
  'wrong|wrongly|incorrect|incorrectly|invalid|untrue|mistake|mistaken|myth|nonsense|impossible|falsch|unmöglich';

/** Shortly before an equation, or anywhere behind it, these call it wrong. */
export const CALLED_WRONG_BEFORE = new RegExp(`\\b(?:${WRONG})\\b[^,;:]{0,24}$`, 'i');
export const CALLED_WRONG_BEHIND = new RegExp(`\\b(?:${WRONG})\\b`, 'i');

/** Directly behind an equation these reject it: "is invalid", "has no solution", "(no)". */
export const REJECTION_BEHIND =
  /^[\s)\]`*_$]*(?:(?:should|must|contradict\w*|(?:has|have|had) no|never)\b|is (?:an? )?(?:in|un|im|contra)\w{4,}|is (?:too|off|not)\b|[(,;—–-]*\s*(?:no|nope|nein|not valid)\s*(?:[.,;!)]|$)|[(,;—–-]*\s*[✗✘❌])/i;

/** Behind an equation these say what is right instead. */
export const CORRECTION_BEHIND =
  /\b(?:but|whereas|while|though)\b.*\b(?:right|correct|actual|real|true|should)\b|\bshould (?:be|read|have)\b|\b(?:right|correct|actual|real) (?:answer|value|result)\b/i;

/** A sentence with one of these may deny a comparison. */
export const NEGATION = /\b(?:not(?! only)|never|cannot|\w+n['’]t|nicht|kein\w*)\b/i;

/** Directly before or behind an equation these deny it. */
export const DENIAL_BEFORE =
  /\b(?:not(?! only)|never|cannot|nor|nobody|nicht|kein|nie|\w+n['’]t|statt|unlike)\b(?:[^,;:]{0,16}|:\s*)$/i;
export const DENIAL_BEHIND =
  /^[\s\W]*(?:(?:which|that|but|and|das)\s+)?(?:(?:is|was|does|do|can|would|should|could|will|must|has|stimmt|ist|gilt)(?:\s+\w+ly)?\s+(?:not|never|nicht|kein\w*)|cannot|fails?|(?:is|was|does|do|ca|wo|would|should|could)n['’]t)\b/i;

/** A sentence with one of these may ask about a comparison, or say when it would hold. */
export const CONDITION =
  /\b(?:if|whether|while|until|unless|when|check\w*|test\w*|condition\w*|compar\w+|evaluat\w+|ask\w*|asserts?|loop\w*|would|could|should|might|may|else|otherwise|no|none|fails?|failed|holds?|returns?|expression|statement|example|suppose|menu|click|select|level|page)\b/i;

/** Before a text that is written somewhere. */
export const LABEL = /\b(?:labels?|labelled|labeled|captions?|banners?|headings?|screens?|displays?|displayed|sees)\b/i;

/** Directly before an equation these make it a supposition. */
export const HYPOTHESIS =
  /\b(?:if|unless|whether|wenn|falls|suppos\w+|assum\w+|angenommen|imagine|let|wäre|would (?:give|imply|mean|yield|require|need)|equation|claim)\b(?:\s+(?:that|dass|[a-z]+)){0,2}[\s:,`*"]*$/i;
