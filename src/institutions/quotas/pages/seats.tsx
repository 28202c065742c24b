import { Facts } from '#platform/ui/facts.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import type { SectorSeats } from '#institutions/quotas/facts.ts';

/** The seats of a term as a whole: set, taken, reserved, free, and the share of members who are not of the Communist Party. */
export function SeatsSummary({ term, rows, warnings, seats }: { term: number; rows: SectorSeats[]; warnings: string[]; seats: number | null }) {
  const sum = (of: (row: SectorSeats) => number) => rows.reduce((total, row) => total + of(row), 0);
  const total = seats ?? sum((row) => row.seats ?? 0);
  const [used, reserved] = [sum((row) => row.used), sum((row) => row.reserved)];
  return (
    <section class="card">
      <div class="card-head"><h2>第{term}届名额</h2></div>
      <div class="card-body">
        {warnings.length > 0 && <Remark tone="warning">{warnings.map((sentence) => <p>{sentence}</p>)}</Remark>}
        <Facts facts={[
          { label: '名额', value: total === 0 ? '' : `${total}人` },
          { label: '其中预留', value: `${reserved}人` },
          { label: '已用', value: `${used}人` },
          { label: '可用', value: total === 0 ? '' : `${Math.max(0, total - reserved - used)}人` },
          { label: '非中共委员', value: shareWords(sum((row) => row.non_communist), sum((row) => row.known), used) },
        ]} />
      </div>
    </section>
  );
}

/** The share names its base: those whose affiliation is on the register, because an empty field says nothing. */
function shareWords(nonCommunist: number, known: number, used: number): string {
  if (known === 0) return '';
  const share = Math.round((nonCommunist * 1000) / known) / 10;
  return `${nonCommunist}人，占已登记党派${known}人的${share}%${used > known ? `（还有${used - known}人没有登记党派）` : ''}`;
}
