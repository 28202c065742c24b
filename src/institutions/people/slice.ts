import type { Slice } from '#platform/chapter.ts';
import { person } from '#institutions/people/record.ts';
import { mount } from '#institutions/people/routes.tsx';

export const peopleSlice: Slice = { records: [person], mount };
