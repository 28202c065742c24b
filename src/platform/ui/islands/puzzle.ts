import { solve } from './sha256.ts';

/** Works in the background, so that the page stays usable: how much it asks is said by the server. */
addEventListener('message', ({ data }: MessageEvent<{ challenge: string; bits: number }>) => {
  postMessage(solve(data.challenge, data.bits));
});
