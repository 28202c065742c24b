import { z } from 'zod';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { parameterAt } from '#plans/facts.ts';
import { lines, phone, text } from '#platform/fields.ts';
import { attach } from '#platform/files/attachments.ts';
import { kindNamed } from '#platform/files/kinds.ts';
import { FILES, type KeptFile } from '#platform/files/taking-in.ts';
import { program, receiptHolder } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { invalid, Repeated } from '#platform/problems.ts';
import { reading, transact, type Act, type House } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { dayOf } from '#platform/time.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { listed } from '#duties/opinions/ledger/screening.ts';
import { newReceipt } from '#duties/receipt.ts';
import { sentences } from '#duties/opinions/residents/wording.tsx';

/** The three things asked of a resident, and who wrote it down for them when somebody did. Source: forms, resident_opinion. */
export const reportFields = z.object({
  matter: lines(sentences.matter[1], 500, { hint: sentences.matter_hint[1] }),
  place: text(sentences.place[1], 100),
  phone: phone(sentences.phone[1], { hint: sentences.phone_hint[1] }).optional(),
  proxy: text(sentences.helper[1], 50).optional(),
});

export type Report = z.infer<typeof reportFields>;

/** A report as it came in at a committee's page. */
export interface Arrived {
  committee: string;
  report: Report;
  files: readonly KeptFile[];
  /** The member whose code was scanned. */
  through: string | null;
  /** Of the page, when it was not Chinese. */
  language: string | null;
  /** Many came from the same address within minutes. */
  crowded: boolean;
}

/** What stands for the words of a matter that was only spoken. */
export const SPOKEN = '（语音）请工作人员听附件录音，记成文字。';

/** So many photos show a matter; more are an album. */
export const MOST_PHOTOS = 3;

/** More committees than this a county does not have. */
const MOST_COMMITTEES = 2_000;

/** Residents see of a committee only where it is; that is read for them by the program. */
export const findPlace = (house: House, county: string, id: string): Promise<Committee | undefined> =>
  reading(house, program(county), async (look) => {
    const found = await find(look, committee, id);
    return found?.state === 'established' ? found : undefined;
  });

/** The member of a code, while a member. */
export const findMember = (house: House, county: string, id: string): Promise<Member | undefined> =>
  reading(house, program(county), async (look) => {
    const found = await find(look, member, id);
    return found?.state === 'current' ? found : undefined;
  });

export const listPlaces = (house: House, county: string): Promise<Committee[]> =>
  reading(house, program(county), (look) =>
    list(look, committee, { where: is<Committee>('state', 'established'), order: [{ column: 'rank' }, { column: 'founded_on' }], limit: MOST_COMMITTEES }));

/** @throws Problem 422 for anything but a few photos and one recording */
export function expectPhotosAndVoice(files: readonly KeptFile[]): void {
  const photos = files.filter(({ kind }) => kindNamed(kind).image).length;
  const voices = files.filter(isVoice).length;
  if (photos + voices < files.length) throw invalid({ [FILES]: '这里只收照片和录音。别的材料请交给联络委工作人员。' });
  if (photos > MOST_PHOTOS || voices > 1) throw invalid({ [FILES]: `最多附${MOST_PHOTOS}张照片和一段录音，请少选几个。` });
}

export const isVoice = ({ kind }: Pick<KeptFile, 'kind'>): boolean => kindNamed(kind).type.startsWith('audio/');

/** Enters what a resident reports, as nobody in particular, and answers the receipt number. The same request has the same receipt. */
export async function enterReport(house: House, county: string, arrived: Arrived, request: string | null): Promise<string> {
  const receipt = newReceipt();
  try {
    await transact(house, receiptHolder(county, receipt), request, (act) => enterArrived(act, arrived, receipt));
    return receipt;
  } catch (error) {
    if (!(error instanceof Repeated) || error.record !== ledgerEntry.name) throw error;
    const entry = await reading(house, program(county), (look) => find(look, ledgerEntry, error.id));
    return entry!.receipt!;
  }
}

/** The entry with its files, in an act of whoever will hold the receipt. */
export async function enterArrived(act: Act, { report, files, ...arrived }: Arrived, receipt: string): Promise<LedgerEntry> {
  const told = {
    ...report, committee_id: arrived.committee, received_on: dayOf(act.at), way: 'qr', receipt,
    through_member_id: arrived.through, language: arrived.language, ...(await screeningOf(act, report, arrived.crowded)),
  };
  const entry = await enterOne(act, told, {});
  if (files.length > 0) await attach(act, ledgerEntry, entry.id, files);
  return entry;
}

/** Whether a clerk looks first, and why. A word of the county's list refuses nothing: it only makes the report wait for eyes. */
async function screeningOf(act: Act, { matter, place, proxy }: Report, crowded: boolean): Promise<Partial<LedgerEntry>> {
  const day = dayOf(act.at);
  const text = bare([matter, place, proxy].join(' '));
  const found = listed(await parameterAt(act, 'residents.blocked_words', day)).filter((word) => text.includes(bare(word)));
  const why = [
    ...(found.length > 0 ? [`含有：${found.join('、')}`] : []),
    ...(crowded ? ['同一网络短时间内来得较多'] : []),
    ...((await parameterAt(act, 'residents.screening', day)) === 'all' ? ['每一件都先看'] : []),
  ];
  return why.length > 0 ? { screened: 'waiting', screened_why: why.join('；').slice(0, 200) } : {};
}

/** Full width, spaces and signs between the letters hide no word. */
const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}\p{S}]/gu, '');
