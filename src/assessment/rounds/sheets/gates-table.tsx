import { gateAddress } from '#assessment/rounds/edition.ts';
import { assessmentObjection } from '#assessment/rounds/objections/record.ts';
import type { OpenSheet } from '#assessment/rounds/sheets/around.ts';
import type { AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { gateSaid } from '#assessment/rounds/sheets/restating.ts';
import { gateWords, type Scheme } from '#assessment/schemes/facts.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';

interface Shown {
  address: string;
  gate: Scheme['gates'][number];
  met: boolean;
}

/** 必须做到: what the scheme asks for whatever the points, and whether it was done. Judged from the records when these were stopped. */
export const Gates = ({ sheet, open: { scheme, objections } }: { sheet: AssessmentSheet; open: OpenSheet }) => {
  if (scheme.gates.length === 0 || sheet.state === 'self' || sheet.state === 'submitted') return null;
  const rows = scheme.gates.map((gate, place): Shown => ({ address: gateAddress(place), gate, met: !sheet.unmet.includes(gate.name) }));
  const about = new Map(objections.map((one) => [one.address, one]));
  return (
    <Section title="必须做到" count={rows.length}>
      <Table<Shown>
        caption="必须做到的事" rows={rows}
        columns={[
          { key: 'name', label: '事项', cell: ({ address, gate }) => `${address} ${gate.name}`, onCards: 'title' },
          { key: 'rule', label: '要求', cell: ({ gate }) => gateWords(gate) },
          { key: 'met', label: '结果', cell: ({ met }) => (met ? gateSaid.met : gateSaid.unmet), tight: true },
          { key: 'said', label: '异议和申诉', cell: ({ address }) => (about.has(address) ? <a href={`/${assessmentObjection.path}/${about.get(address)!.id}`}>查看</a> : ''), tight: true },
        ]}
      />
    </Section>
  );
};
