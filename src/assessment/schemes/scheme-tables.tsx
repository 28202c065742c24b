import type { Child } from 'hono/jsx';
import { usualWords } from '#platform/languages/recognised.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Table } from '#platform/ui/table.tsx';
import { awardWords, bandWords, consequenceWords, describe, gateWords } from '#assessment/schemes/describing.ts';
import type { Indicator, Scheme, Section as Part } from '#assessment/schemes/scheme.ts';
import { subjectWords } from '#assessment/schemes/words.ts';

/** A scheme as a clerk reads it: each part a table, each rule a sentence. */
export const SchemeTables = ({ scheme }: { scheme: Scheme }) => (
  <>
    <Section title="总则">
      <Facts facts={[
        { label: '考核对象', value: subjectWords[scheme.subject] }, { label: '总分最多', value: scheme.most === undefined ? '不封顶' : `${scheme.most}分` },
        ...(scheme.cut_off ? [{ label: '材料截止', value: `${monthAndDay(scheme.cut_off)}，以后送到的不计` }] : []),
        ...(scheme.evidence ? [{ label: '证明材料', value: scheme.evidence }] : []),
        ...(scheme.proved_only ? [{ label: '没有证明的', value: '不计' }] : []),
        ...(scheme.scaled_to === undefined ? [] : [{ label: '计入别的考核', value: `满分${scheme.most ?? ''}分折算为${scheme.scaled_to}分` }]),
        ...(scheme.source ? [{ label: '出处', value: scheme.source }] : []),
        ...(scheme.notes.length > 0 ? [{ label: '说明', value: scheme.notes.join('；'), wide: true }] : []),
      ]} />
    </Section>
    {scheme.sections.map((part, place) => <PartTable part={part} place={place + 1} />)}
    <Listed title="必须做到" rows={scheme.gates.map((gate) => [gate.name, gateWords(gate)])} />
    <Listed title="等次" rows={scheme.bands.map((band) => [usualWords(band.name), bandWords(band)])} />
    <Listed title="评先" rows={scheme.awards.map((award) => [award.title, awardWords(award)])} />
    <Listed title="结果运用" rows={scheme.consequences.map((one) => [one.follows, consequenceWords(one)])} />
  </>
);

const monthAndDay = (day: string): string => day.split('-').map(Number).join('月').concat('日');

/** 一、履职（最多60分，占总分70%）. */
export const partTitle = ({ name, most, weight }: Part): string => {
  const more = [most !== undefined && `最多${most}分`, weight !== undefined && `占总分${Math.round(weight * 10_000) / 100}%`].filter(Boolean).join('，');
  return more ? `${name}（${more}）` : name;
};

const PartTable = ({ part, place }: { part: Part; place: number }) => (
  <Section title={partTitle(part)} count={part.indicators.length}>
    <Table<Indicator & { address: string }>
      caption={part.name} rows={part.indicators.map((one, n) => ({ ...one, address: `${place}.${n + 1}` }))}
      columns={[
        { key: 'address', label: '序号', cell: ({ address }) => address, tight: true, onCards: 'hidden' },
        { key: 'name', label: '项目', cell: ({ name }) => name, onCards: 'title' },
        { key: 'how', label: '怎样计分', cell: describe },
        { key: 'most', label: '最多（分）', cell: ({ most }) => most, align: 'end' },
        { key: 'clause', label: '依据', cell: ({ clause }) => clause },
      ]}
    />
  </Section>
);

const Listed = ({ title, rows }: { title: string; rows: [string, Child][] }) => rows.length > 0 && (
  <Section title={title} count={rows.length}>
    <Facts facts={rows.map(([label, value]) => ({ label, value, wide: true }))} />
  </Section>
);
