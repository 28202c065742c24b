import { groupOf } from '#assessment/rounds/group.ts';
import { assessment, subjects, type AssessedSubject, type Assessment } from '#assessment/rounds/record.ts';
import { editionFor } from '#assessment/schemes/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { program } from '#platform/identity/actor.ts';
import { all, is, not } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { count } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';

/** A new assessment, under the edition that was in force at its last day. */
export async function enterAssessment(act: Act, values: Values<Assessment>, how: Circumstances): Promise<Assessment> {
  return create<Assessment>(act, assessment, await sound(act, values), how);
}

export const correctAssessment = (act: Act, row: Assessment, values: Values<Assessment>): Promise<Values<Assessment>> => sound(act, { ...row, ...values }, row);

/** What must be true of an assessment before anybody is told of it; with the edition and the days that follow from its year. */
async function sound(act: Act, values: Values<Assessment>, row?: Assessment): Promise<Values<Assessment>> {
  const { subject, year, checkers = [], self_by, check_by } = values;
  const [from_day, to_day] = [values.from_day ?? `${year}-01-01`, values.to_day ?? `${year}-12-31`];
  if (from_day.slice(0, 4) !== String(year) || to_day.slice(0, 4) !== String(year) || to_day < from_day) throw invalid({ to_day: `统计的起止要在${year}年之内，先后不能颠倒。` });
  if (self_by && check_by && check_by < self_by) throw invalid({ check_by: `考核截止不能早于自评截止（${self_by}）。` });
  if (self_by && self_by < from_day) throw invalid({ self_by: `${year}年度还没有开始，请核对年度或日期。` });
  if (checkers.length < 2) throw invalid({ checkers: '考核组请至少选两名：抽中复核的，要由另一个人再看一遍。' });
  if ((await groupOf(act, checkers)).length < checkers.length) throw invalid({ checkers: '选择的人里有的不在人员册，请重新选择。' });
  await expectAssessed(act, subject as AssessedSubject);
  const edition = await editionFor(act, subject as AssessedSubject, to_day);
  if (!edition) throw invalid({ year: `${to_day}还没有施行的${subjects[subject as AssessedSubject]}考核办法。请先在“考核办法”里登记通过，适用起始日不晚于${to_day}。` });
  await expectOnce(act, { scheme_id: edition.id, from_day, to_day }, row);
  return { ...values, scheme_id: edition.id, from_day, to_day };
}

/** Members are assessed where the plan says so, and nowhere else (ux.md R3: off by default). */
async function expectAssessed(act: Act, subject: AssessedSubject): Promise<void> {
  if (subject !== 'member') return;
  const members = await parameterAt(act, 'assessment.members', dayOf(act.at));
  if (members !== 'yes') throw invalid({ subject: '本县的方案没有规定考核委员。要考核的，请先在方案或“办法参数”里把“委员履职考核”设为“考核委员”。' });
}

async function expectOnce(act: Act, { scheme_id, from_day, to_day }: Pick<Assessment, 'scheme_id' | 'from_day' | 'to_day'>, row: Assessment | undefined): Promise<void> {
  const asProgram = { ...act, actor: program(act.county) };
  const same = all(is<Assessment>('scheme_id', scheme_id), is<Assessment>('from_day', from_day), is<Assessment>('to_day', to_day), not(is<Assessment>('state', 'void')), ...(row ? [not(is<Assessment>('id', row.id))] : []));
  if ((await count(asProgram, assessment, same)) > 0) throw invalid({ to_day: `${from_day}至${to_day}按这个办法已经有一次考核，请在那里继续，不用另建。` });
}
