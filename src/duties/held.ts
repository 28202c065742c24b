/** A day as exactly as it is known: an old ledger may only name the month, the quarter or the half-year. */
export function heldWords(row: { held_on: string; precision: string }): string {
  const [year, month] = row.held_on.split('-');
  switch (row.precision) {
    case 'month': return `${year}-${month}`;
    case 'quarter': return `${year}年第${Math.ceil(Number(month) / 3)}季度`;
    case 'half': return `${year}年${Number(month) <= 6 ? '上' : '下'}半年`;
    case 'year': return `${year}年`;
    default: return row.held_on;
  }
}
