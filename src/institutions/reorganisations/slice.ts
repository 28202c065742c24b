import type { Slice } from '#platform/chapter.ts';
import { figures } from '#institutions/reorganisations/facts.ts';
import { reorganisation } from '#institutions/reorganisations/record.ts';
import { mount } from '#institutions/reorganisations/routes.tsx';

export const reorganisationsSlice: Slice = { records: [reorganisation], figures, mount };
