import type { Slice } from '#platform/chapter.ts';
import { invitationsAwaited } from '#duties/proposals/cosigning/waiting.ts';

/** 联名: part of the proposals' slice. */
export const cosigningPart = { awaited: [invitationsAwaited] } satisfies Slice;
