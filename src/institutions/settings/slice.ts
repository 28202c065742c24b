import type { Slice } from '#platform/chapter.ts';
import { setting } from '#institutions/settings/record.ts';
import { mount, requestSource } from '#institutions/settings/routes.tsx';

export const settingsSlice: Slice = { records: [setting], papers: [requestSource], mount };
