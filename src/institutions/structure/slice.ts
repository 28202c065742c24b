import type { Slice } from '#platform/chapter.ts';
import { claims } from '#institutions/structure/facts.ts';
import { mount } from '#institutions/structure/routes.tsx';

export const structureSlice: Slice = { claims, mount };
