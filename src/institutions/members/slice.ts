import type { Slice } from '#platform/chapter.ts';
import { claims, figures, ratios } from '#institutions/members/facts.ts';
import { memberImport } from '#institutions/members/imports.ts';
import { followOrder, followOrderOfDay } from '#institutions/name-order.ts';
import { member } from '#institutions/members/record.ts';
import { mount } from '#institutions/members/routes.tsx';

export const membersSlice: Slice = { records: [member], figures, ratios, claims, imports: [memberImport], atFounding: followOrder, parametersChanged: followOrder, daily: followOrderOfDay, mount };
