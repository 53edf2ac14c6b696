import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Whether the machine runs on its battery, as far as that can be known: Linux says so, elsewhere it counts as plugged in.
 *
 * @param folder where Linux lists batteries and chargers
 */
export async function isOnBattery(folder = '/sys/class/power_supply'): Promise<boolean> {
  const supplies = await readdir(folder).catch(() => []);
  const states = supplies.map(async (supply) => {
    const read = (name: string) => readFile(join(folder, supply, name), 'utf8').then((text) => text.trim());
    // The battery of a mouse is a supply, too; its scope is its device.
    const [type, status, scope] = await Promise.all(
      ['type', 'status', 'scope'].map((name) => read(name).catch(() => '')),
    );
    return type === 'Battery' && scope !== 'Device' && status === 'Discharging';
  });
  return (await Promise.all(states)).includes(true);
}
