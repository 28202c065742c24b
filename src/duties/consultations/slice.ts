import type { Slice } from '#platform/chapter.ts';
import { claims, figures } from '#duties/consultations/facts.ts';
import { consultation } from '#duties/consultations/record.ts';
import { mount } from '#duties/consultations/routes.tsx';

export const consultationsSlice: Slice = { records: [consultation], figures, claims, mount };
