import { invalid } from '#platform/problems.ts';
import type { Counts, Question } from '#assessment/ballots/rules.ts';

/** The counted papers as lines: one for each question, the numbers of its answers between commas. */

/** No paper ballot of a county has more. */
const LARGEST = 9_999;

/** @throws Problem with the line that cannot be read. */
export function readCounts(text: string, questions: readonly Question[], answers: readonly string[]): number[][] {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  if (lines.length !== questions.length) throw invalid({ counts: `测评对象有${questions.length}个，票数写了${lines.length}行。请一行写一个对象。` });
  return lines.map((line, place) => {
    const numbers = line.split(/[,，、\s]+/u).filter(Boolean).map(Number);
    const wrong = numbers.length !== answers.length || numbers.some((n) => !Number.isInteger(n) || n < 0 || n > LARGEST);
    if (wrong) throw invalid({ counts: `第${place + 1}行（${questions[place]!.name}）要写${answers.length}个数，依次是${answers.join('、')}，用逗号分开。` });
    return numbers;
  });
}

/** How the box of one answer is called. */
export const boxOf = (question: number, answer: number): string => `n-${question}-${answer}`;

/** What stands in the boxes of the form, as lines; nothing when none was filled in. */
export function gatherCounts(form: FormData): { counts?: string } {
  const boxes = [...form.keys()].filter((name) => /^n-\d{1,4}-\d{1,2}$/u.test(name));
  if (!boxes.some((name) => String(form.get(name)).trim() !== '')) return {};
  const most = (part: 1 | 2): number => Math.max(...boxes.map((name) => Number(name.split('-')[part])));
  const line = (question: number): string => Array.from({ length: most(2) + 1 }, (_, answer) => String(form.get(boxOf(question, answer)) ?? '').trim() || '0').join(',');
  return { counts: Array.from({ length: most(1) + 1 }, (_, question) => line(question)).join('\n') };
}

/** The first question whose numbers were not counted alike twice. */
export const differing = (questions: readonly Question[], first: Counts, second: Counts): Question | undefined =>
  questions.find((_, place) => (first[place] ?? []).join() !== (second[place] ?? []).join());
