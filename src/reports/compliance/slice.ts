import type { Slice } from '#platform/chapter.ts';
import { mountWith, type Measured } from '#reports/compliance/routes.tsx';

export const complianceSlice = (measured: Measured): Slice => ({ mount: mountWith(measured) });
