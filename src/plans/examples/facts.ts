import type { PlanKind } from '#plans/clauses.ts';
import { assessment } from '#plans/examples/assessment.ts';
import { duty } from '#plans/examples/duty.ts';
import type { Example } from '#plans/examples/example.ts';
import { settingUp } from '#plans/examples/setting-up.ts';
import { standardisation } from '#plans/examples/standardisation.ts';

/** The four plans as worked examples. Speech, 二: 四个方案规范工作机制. */
export const examples: Readonly<Record<PlanKind, Example>> = { setting_up: settingUp, standardisation, duty, assessment };
