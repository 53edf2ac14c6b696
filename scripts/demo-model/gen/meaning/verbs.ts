/** Verbs by what becomes of the number: more of it, less of it. */
import type { Rng } from '../rng.ts';

const ODD: Readonly<Record<string, string>> = Object.fromEntries(
  'eat:ate drink:drank give:gave lose:lost sell:sold throw:threw break:broke lend:lent spend:spent burn:burnt cut:cut bite:bit hide:hid leave:left send:sent tear:tore take:took drive:drove feed:fed put:put wear:wore shoot:shot forget:forgot buy:bought find:found get:got make:made win:won catch:caught bring:brought build:built grow:grew draw:drew write:wrote bake:baked steal:stole knit:knitted dig:dug fly:flew fall:fell die:died run:ran sink:sank swim:swam go:went melt:melted come:came blow:blew shut:shut hatch:hatched sew:sewed read:read freeze:froze split:split spill:spilled drop:dropped pop:popped rot:rotted slip:slipped donate:donated trade:traded chop:chopped ship:shipped scrap:scrapped wrap:wrapped print:printed plant:planted knock:knocked hand:handed carry:carried dry:dried bury:buried empty:emptied'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** `<eats/eat/ate>` with what follows the verb. */
function forms(phrase: string): string {
  const [verb = '', ...rest] = phrase.split('_');
  const past = ODD[verb] ?? (verb.endsWith('e') ? `${verb}d` : `${verb}ed`);
  const third = /[^aeiou]y$/.test(verb)
    ? `${verb.slice(0, -1)}ies`
    : /(s|sh|ch|x|z|o)$/.test(verb)
      ? `${verb}es`
      : `${verb}s`;
  return [`<${third}/${verb}/${past}>`, ...rest].join(' ');
}
const list = (text: string): readonly string[] => text.split(' ').map(forms);

const LOSES = list(
  'eat drink give_away give_back lose sell throw_away throw_out break lend_out spend burn cut_up bite_into hide leave_behind send_away send_off tear take_back feed_to_the_birds put_away wear_out forget donate trade_away use use_up chop_up ship scrap hand_out hand_over pass_on empty drop spill crack crush smash destroy finish waste return post mail swap_away cook fry bury deliver remove delete erase hand_in pay_out dump discard',
);
const GAINS = list(
  'buy find get make win catch bring build grow draw write bake collect gather pick pick_up receive add earn fetch borrow knit sew dig_up order print plant paint fold carve carry_home unpack discover download save raise produce prepare record import rescue inherit adopt trade_for put_in take_in cut_out glue_together',
);
/** What things do by themselves. */
const GO = list(
  'fly_away fall_down die run_away sink swim_away go_bad melt blow_away pop rot slip_away break get_lost get_stolen get_wet wither disappear vanish burst dry_out roll_away go_missing leave drift_away escape fade crack fall_off get_eaten get_sold turn_bad tip_over',
);
const COME = list(
  'come arrive turn_up hatch grow appear follow join_them come_in come_by_mail get_delivered get_added pop_up get_found come_back',
);

export const loses = (r: Rng): string => r.pick(LOSES);
export const gains = (r: Rng): string => r.pick(GAINS);
export const go = (r: Rng): string => r.pick(GO);
export const come = (r: Rng): string => r.pick(COME);
