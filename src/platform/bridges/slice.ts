import type { Slice } from '#platform/chapter.ts';
import { tellBridges } from '#platform/bridges/outbox.ts';
import { bridge } from '#platform/bridges/record.ts';
import { mount } from '#platform/bridges/routes.tsx';
import { forgetMessages, sendDue } from '#platform/bridges/sending.ts';

/** Systems of others that are told when something happened. */
export const bridgesSlice = { records: [bridge], mount, follows: tellBridges, daily: forgetMessages, often: sendDue } satisfies Slice;
