import { Table, type Column } from '#platform/ui/table.tsx';
import { manners, type Quote } from '#reports/quote.ts';
import { withLabels, type Quotable } from '#reports/tokens.ts';

const kinds: Readonly<Record<Quote['kind'], string>> = { fact: '县情', figure: '数字', ratio: '比率', claim: '判断' };

/** Everything that can be quoted, as it is written into a template. */
export function Palette({ all }: { all: readonly Quotable[] }) {
  const columns: Column<Quotable>[] = [
    { key: 'token', label: '写法', cell: ({ name }) => <code>{withLabels(`{${name}}`, all)}</code>, onCards: 'title' },
    { key: 'kind', label: '种类', cell: ({ kind }) => kinds[kind], tight: true },
    { key: 'definition', label: '含义', cell: ({ label, kind, definition }) => (kind === 'claim' ? `${label}：${definition}` : definition) },
    { key: 'manner', label: '其他写法', cell: ({ name, kind }) => Object.entries(manners[kind]).map(([manner, does]) => `${withLabels(`{${name}|${manner}}`, all)} ${does}`).join('；') },
  ];
  return (
    <details>
      <summary class="btn btn-quiet">可以引用的数字和判断</summary>
      <Table caption="可以引用的数字和判断" columns={columns} rows={[...all]} />
    </details>
  );
}
