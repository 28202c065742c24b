import type { Column } from '#platform/ui/table.tsx';
import { Light } from '#platform/ui/light.tsx';
import type { Overdue } from '#reports/boards/overdue.ts';

export const overdueColumns: Column<Overdue>[] = [
  { key: 'what', label: '什么事', cell: ({ what, href }) => <a href={href}>{what}</a>, onCards: 'title' },
  { key: 'kind', label: '类别', cell: ({ kind }) => kind, tight: true },
  { key: 'whose', label: '哪个单位', cell: ({ whose }) => whose.label },
  { key: 'due', label: '期限', cell: ({ due }) => due, tight: true },
  { key: 'over', label: '逾期', cell: ({ over, due }) => <Light deadline={over} day={due} />, tight: true },
];
