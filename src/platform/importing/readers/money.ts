import { check, info, leftOut, plain, quoted, type Reader, type Reading, type ReadingContext, showing, understood } from '../reading.ts';

const written = /^(?:约|人民币|共|计|合计|[¥￥])*(-?\d+(?:\.\d+)?)(万)?(?:元|圆)?(?:整|正)?$/u;

/**
 * Reads an amount of money as whole yuan: 20000, 20,000.00元, ￥2万, 2.5万元. A cell without a unit of its own is in that of the header
 * (金额（万元）), else in the one named above the table (单位：万元), else in yuan.
 */
export function yuan({ max }: { max: number }): Reader<number> {
  return showing('20000', (cell, context) => {
    const text = plain(cell.text).replace(/(?<=\d),(?=\d{3})/gu, '').replace(/\s/gu, '');
    const found = written.exec(text);
    if (!found) return leftOut(`“${quoted(cell.text)}”不是金额。请只填数字，如 20000，单位是元。`);
    const unitless = /\d$/u.test(text);
    const byTenThousand = Boolean(found[2]) || (unitless && countsTenThousands(context));
    return asYuan(Math.round(Number(found[1]) * (byTenThousand ? 1_000_000 : 100)), byTenThousand && unitless, cell.text, max);
  });
}

/** From cents, so that no fraction of a yuan is lost unnoticed. */
function asYuan(cents: number, byHeader: boolean, text: string, max: number): Reading<number> {
  const whole = Math.round(cents / 100);
  if (whole < 0) return leftOut(`“${quoted(text)}”是负数，请核对。`);
  if (whole > max) return leftOut(`“${quoted(text)}”大得不合理，请核对金额和单位。`);
  if (cents % 100 !== 0) return understood(whole, check(`“${quoted(text)}”有角分，按整数元 ${whole} 录入。`));
  return byHeader ? understood(whole, info(`“${quoted(text)}”按表上的单位“万元”录入为 ${whole} 元。`)) : understood(whole);
}

const countsTenThousands = ({ header, unit }: ReadingContext): boolean => (/元/u.test(header) ? /万\s*元/u.test(header) : unit === '万元');
