import { numberText } from '#platform/documents/model.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { count } from '#platform/records/read.ts';
import { giveBackNumber, nextNumber, numberUsed } from '#platform/records/numbers.ts';
import { all, is } from '#platform/predicate.ts';
import type { Values } from '#platform/records/write.ts';
import { outgoingPaper, type OutgoingPaper } from '#reports/papers/outgoing/record.ts';

/** One series for each organ code and year, whoever of the county uses it. */
const seriesOf = (code: string, year: number): string => `papers/${code}/${year}`;

export interface NumberAsked {
  code: string;
  year: number;
  serial?: number;
}

/** The next number of the series; or the one that the paper already bears, from which the series then goes on. */
export async function numbered(act: Act, { code, year, serial }: NumberAsked): Promise<Values<OutgoingPaper>> {
  if (serial === undefined) return numberOf(code, year, await nextNumber(act, seriesOf(code, year)));
  const same = all(is<OutgoingPaper>('code', code), is<OutgoingPaper>('number_year', year), is<OutgoingPaper>('serial', serial));
  if (await count(act, outgoingPaper, same) > 0) throw invalid({ serial: `${numberText({ code, year, serial })}已经用过，请核对纸质文件。` });
  await numberUsed(act, seriesOf(code, year), serial);
  return numberOf(code, year, serial);
}

const numberOf = (code: string, year: number, serial: number): Values<OutgoingPaper> => ({ code, number_year: year, serial, document_no: numberText({ code, year, serial }) });

const none: Values<OutgoingPaper> = { code: null, number_year: null, serial: null, document_no: null };

/** Only the last number of a series can be given back: another would leave a gap. */
export async function released(act: Act, row: OutgoingPaper): Promise<Values<OutgoingPaper>> {
  if (await givenBack(act, row)) return { ...none, ...(row.state === 'numbered' ? { state: 'signed' } : {}) };
  throw new Problem(422, 'later_numbers', `${row.document_no}以后已经编了新的号，退还会留下空号。不再发的请作废，这个号在登记簿里注明作废。`);
}

/** A paper that is dropped gives its number back where it is the last; otherwise it keeps it, and the register shows it as void. */
export const voided = async (act: Act, row: OutgoingPaper): Promise<Values<OutgoingPaper>> => (row.serial && (await givenBack(act, row)) ? none : {});

const givenBack = (act: Act, { code, number_year, serial }: OutgoingPaper): Promise<boolean> => giveBackNumber(act, seriesOf(code!, number_year!), serial!);
