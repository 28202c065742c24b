import { suggestionFigures, suggestions, type SuggestionAnswered } from '#duties/proposals/answers/facts.ts';
import { adoptions } from '#duties/proposals/answers/words.ts';
import { subjectCell, type DrawnList } from '#duties/proposals/drawn-list.tsx';

/** The list behind the adoption rate: one line for each suggestion that was answered. */
export const suggestionsList: DrawnList<SuggestionAnswered> = {
  drawn: suggestions,
  figures: suggestionFigures,
  title: '逐条答复的建议',
  narrowed: { column: 'adoption', label: '采纳情况', options: adoptions },
  columns: ({ units }) => [
    { key: 'suggestion', label: '建议', cell: (row) => row.suggestion, onCards: 'title' },
    { key: 'adoption', label: '采纳情况', cell: (row) => adoptions[row.adoption], tight: true },
    { key: 'proposal', label: '提案', cell: subjectCell },
    { key: 'unit', label: '主办单位', cell: (row) => units.get(row.lead_unit_id ?? '') ?? '' },
  ],
  empty: '还没有逐条答复过的建议。',
};
