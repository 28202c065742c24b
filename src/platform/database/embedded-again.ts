import { setTimeout as pause } from 'node:timers/promises';
import { launch, type Places } from './embedded-server.ts';
import type { EmbeddedSettings } from './embedded.ts';

/** Between two tries; the last one for all that follow. A killed PostgreSQL is back at the first or second, a full disk takes a person. */
const pausesMs = [100, 300, 1_000, 3_000, 5_000];

/**
 * Runs PostgreSQL and starts it again when it ends although nobody asked: nobody is there at night to do it, and what was acknowledged is
 * on disk (faults/). `died` tells when that did not succeed for as long as `againForMs`.
 * @throws with its last words when it does not start the first time
 */
export async function keepRunning(places: Places, settings: EmbeddedSettings): Promise<{ died: Promise<string>; stop(): Promise<void> }> {
  let server = launch(places, settings);
  await server.ready;
  let stopping = false;

  async function comeBack(): Promise<boolean> {
    const until = Date.now() + (settings.againForMs ?? 0);
    for (let n = 0; Date.now() < until; n++) {
      await pause(pausesMs[Math.min(n, pausesMs.length - 1)]);
      if (stopping) return true;
      server = launch(places, settings);
      const why = await server.ready.then(() => undefined, (error: Error) => error.message);
      if (why === undefined) {
        console.error('数据库已重新启动。 / PostgreSQL is running again.');
        return true;
      }
      console.error(why);
    }
    return false;
  }

  async function watch(): Promise<string> {
    for (;;) {
      const words = await server.died; // stays open for ever when it is asked to stop
      console.error(words);
      if (!(await comeBack())) return words;
    }
  }

  return {
    died: watch(),
    stop: async () => {
      stopping = true;
      await server.stop();
    },
  };
}
