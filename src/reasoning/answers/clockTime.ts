/** A time of day: the same for "09:30" and "9:30", for "9 a.m." and "9:00 AM". */
export function clockKey(text: string): string | undefined {
  const [, hour, minutes, half] = /^0?(\d{1,2})(?::(\d\d))? ?(?:([ap])\.? ?m\.?)?$/.exec(text) ?? [];
  if (hour === undefined || (minutes ?? half) === undefined) return undefined;
  return `${hour}:${minutes ?? '00'}${half === undefined ? '' : ` ${half}m`}`;
}
