import { chances, type Chance } from './chance.ts';
import { type DemoCell, type DemoFormat, type DemoSheet, sheetFile } from './sheet-files.ts';

/**
 * Ledgers as offices send them: the same kinds of files and of mess as real ones, another choice of it for every seed, with what a careful
 * clerk would find in each. Every person, number and event is invented.
 */
export interface DemoLedger {
  fileName: string;
  bytes: Uint8Array;
  sheets: SheetTruth[];
}

/** What a careful clerk finds in a sheet. Rows are row numbers as Excel shows them. */
export interface SheetTruth {
  name: string;
  /** The kind of rows; null for a sheet without data. */
  kind: 'ledger' | 'member' | 'inspection' | 'consultation' | 'deed' | 'proposal' | null;
  rows: number;
  /** Rows that cannot come in, with the header of the cell to mend. */
  refused: { row: number; header: string }[];
  duplicates: number[];
  /** Cells that are left out while their row comes in. */
  leftOut: { row: number; header: string }[];
}

/** Makes one file of every kind. The same seed gives the same content. */
export async function demoLedgers(seed: number): Promise<DemoLedger[]> {
  const chance = chances(seed);
  return [await residentLedger(chance), await townshipLedgers(chance), await roster(chance), await activities(chance), await proposals(chance)];
}

const townships = ['白石镇', '清溪乡', '龙塘镇', '大坪乡', '柳林街道', '东门街道', '石门镇', '高坡乡', '月亮山乡', '经济开发区'] as const;
const surnames = ['王', '李', '张', '龙', '石', '杨', '吴', '向', '覃', '欧阳'] as const;
const givenNames = ['强', '芳', '伟', '志明', '秀英', '建国', '桂花', '天佑', '小梅', '正华'] as const;
const matters = ['村口路灯不亮', '饮水管网漏水', '公交末班太早', '卫生院缺少药品', '广场舞噪音扰民', '河道垃圾无人清理', '危房改造补贴', '宅基地权属纠纷', '电动车乱停', '灌溉水渠淤塞'] as const;

const name = (chance: Chance) => chance.one(surnames) + chance.one(givenNames);
const mobile = (chance: Chance) => `1${chance.one(['38', '39', '50', '87'])}${String(10_000_000 + chance.below(89_999_999))}`;
const two = (n: number) => String(n).padStart(2, '0');
const wide = (text: string) => text.replace(/[\d.-]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

function dayIn(chance: Chance, year: number): DemoCell {
  const month = 1 + chance.below(12);
  const day = 1 + chance.below(28);
  const iso = `${year}-${two(month)}-${two(day)}`;
  return chance.one<DemoCell>([iso, `${year}.${month}.${day}`, `${year}年${month}月${day}日`, `${year}${two(month)}${two(day)}`, wide(`${year}-${month}-${day}`), { day: iso }, `${year}/${month}/${day}`, `${month}月${day}日`]);
}

const messyPhone = (chance: Chance): DemoCell => {
  const number = mobile(chance);
  return chance.one<DemoCell>([number, Number(number), wide(number), `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`, null]);
};

/** Lays titles, header, rows, a total and a note under each other and keeps count of the row numbers. */
class Page {
  readonly rows: DemoCell[][] = [];
  readonly merges: DemoSheet['merges'] = [];
  hiddenColumns: number[] = [];
  readonly truth: SheetTruth;
  readonly width: number;

  constructor(sheetName: string, kind: SheetTruth['kind'], width: number) {
    this.truth = { name: sheetName, kind, rows: 0, refused: [], duplicates: [], leftOut: [] };
    this.width = width;
  }

  /** A line merged over the whole table. */
  across(text: string): void {
    this.rows.push([text, ...Array<null>(this.width - 1).fill(null)]);
    this.merges.push([this.rows.length, 1, this.rows.length, this.width]);
  }

  /** Anything that is no data. */
  aside(...cells: DemoCell[]): void {
    this.rows.push(cells);
  }

  /** A data row; answers its row number. */
  data(cells: DemoCell[]): number {
    this.truth.rows++;
    return this.rows.push(cells);
  }

  sheet(): DemoSheet {
    return { name: this.truth.name, rows: this.rows, merges: this.merges, hiddenColumns: this.hiddenColumns };
  }
}

interface LedgerColumn {
  headers: readonly string[];
  value: (chance: Chance) => DemoCell;
}

const ledgerColumns = {
  collected: { headers: ['来访时间', '登记日期', '反映时间', '受理日期', '收集时间', '日 期'], value: (chance) => dayIn(chance, 2025) },
  reporter: { headers: ['反映人', '姓名', '来访人姓名', '群众姓名', '反映人\n（姓名）'], value: (chance) => chance.one([name(chance), name(chance), '匿名']) },
  telephone: { headers: ['联系电话', '电话', '手机号码', '联系方式', '电话（手机）'], value: messyPhone },
  matter: { headers: ['反映事项', '问题或建议', '反映的主要问题', '反映内容', '诉求内容', '反映问题*'], value: (chance) => `${chance.one(matters)}${chance.one(['', '\n多次反映，请求处理。', '，盼解决'])}（${chance.below(1_000_000)}）` },
  topic: { headers: ['事项类别', '类别', '分类', '问题类别'], value: (chance) => chance.one(['交通', '供水', '环境卫生', '医疗', null]) },
  place: { headers: ['地点', '村（社区）', '所在村组', '发生地点'], value: (chance) => chance.one(['新寨村', '河边组', '集镇', null]) },
  handling: { headers: ['办理方式', '处理情况', '处理方式'], value: (chance) => chance.one(['转办', '现场办结', '报县政协', '跟踪']) },
  outcome: { headers: ['办理结果', '结果', '处理结果'], value: (chance) => chance.one(['已解决', '办理中', '未解决', null]) },
  dispute: { headers: ['是否矛盾纠纷', '矛盾纠纷（是/否）'], value: (chance) => chance.one(['是', '否', '√', null]) },
} satisfies Record<string, LedgerColumn>;
type LedgerField = keyof typeof ledgerColumns;

async function residentLedger(chance: Chance): Promise<DemoLedger> {
  const township = chance.one(townships);
  const fields = chance.shuffled(Object.keys(ledgerColumns) as LedgerField[]);
  const headers = fields.map((field) => chance.one<string>(ledgerColumns[field].headers));
  const page = new Page(chance.one(['台账', 'Sheet1', township]), 'ledger', fields.length + 1);
  const format = chance.one<DemoFormat>(['xlsx', 'xlsx 1904', 'xls', 'csv gb18030', 'csv utf-8', 'txt tab']);
  page.across(`${township}政协联络委民情台账（2025年度）`);
  if (chance.yes(0.6)) page.aside(`填报单位：${township}政协联络委`, null, null, '填表人：', null, '时间：2025年12月');
  page.aside(chance.one(['序号', '编号']), ...headers);
  const made: DemoCell[][] = [];
  for (let i = 1; i <= 30; i++) {
    made.push(fields.map((field) => ledgerColumns[field].value(chance)));
    page.data([chance.yes(0.1) ? null : i, ...made.at(-1)!]);
  }
  spoilLedger(chance, page, fields, headers);
  if (chance.yes(0.7)) {
    page.truth.duplicates.push(page.data([31, ...made[3]!]));
  }
  if (chance.yes(0.5)) page.aside(32, ...fields.map(() => null));
  page.aside('合计', ...fields.map((field) => (field === 'matter' ? `${page.truth.rows}条` : null)));
  page.across('注：1.本台账每月25日前报县政协。2.涉及隐私的事项请单独报送。');
  if (chance.yes(0.5)) page.hiddenColumns = [fields.indexOf('telephone') + 2];
  const instructions = new Page('填表说明', null, 2);
  instructions.aside('填表说明');
  instructions.aside('请如实填写。', '每月一报');
  const text = format.startsWith('csv') || format.startsWith('txt');
  const sheets = text ? [page] : [page, instructions];
  const fileName = `${township}台账${chance.yes(0.5) ? '2025' : ''}.${format.split(' ')[0]}`;
  if (text) page.truth.name = fileName.replace(/\.[a-z]+$/, '');
  return { fileName, bytes: await sheetFile(format, sheets.map((each) => each.sheet())), sheets: sheets.map(({ truth }) => truth) };
}

/** Rows a clerk has to mend: a day that does not exist, a day to come, no matter. Rows 6, 11 and 16 of the data, so that row 4 stays whole for its double. */
function spoilLedger(chance: Chance, page: Page, fields: LedgerField[], headers: string[]): void {
  const firstData = page.rows.length - 29;
  const spoil = (index: number, field: LedgerField, value: DemoCell) => {
    page.rows[firstData + index - 1]![fields.indexOf(field) + 1] = value;
    page.truth.refused.push({ row: firstData + index, header: headers[fields.indexOf(field)]!.replace(/\s+/g, '') });
  };
  spoil(5, 'collected', chance.one(['2025年13月2日', '2025-02-30', '20250431', '2025.6.31']));
  spoil(10, 'collected', chance.one(['2052-03-01', '2205年3月1日', '2035.1.1']));
  spoil(15, 'matter', null);
}

async function townshipLedgers(chance: Chance): Promise<DemoLedger> {
  const chosen = chance.shuffled(townships).slice(0, 4);
  const pages = chosen.map((township) => {
    const page = new Page(township, 'ledger', 5);
    page.across(`${township}2025年群众反映问题登记`);
    page.aside('序号', '月份', '反映问题', '反映人及电话', '办理情况');
    for (let month = 1; month <= 12; month += 1 + chance.below(3)) {
      const first = page.rows.length + 1;
      const rows = 1 + chance.below(3);
      for (let i = 0; i < rows; i++) {
        const person = chance.one([name(chance), '匿名']) + chance.one(['', mobile(chance), `（${mobile(chance)}）`]);
        page.data([page.truth.rows + 1, i === 0 ? `${month}月` : null, `${chance.one(matters)}（${chance.below(1_000_000)}）`, person, `${chance.one(['转办', '跟踪'])}，${chance.one(['已解决', '未解决', ''])}`]);
      }
      if (rows > 1) page.merges.push([first, 2, first + rows - 1, 2]);
    }
    return page;
  });
  return { fileName: '四乡镇群众反映问题登记.xls', bytes: await sheetFile(chance.one<DemoFormat>(['xls', 'xlsx']), pages.map((page) => page.sheet())), sheets: pages.map(({ truth }) => truth) };
}

async function roster(chance: Chance): Promise<DemoLedger> {
  const page = new Page('委员名册', 'member', 9);
  page.across('某某自治县政协委员名册（第九届）');
  page.aside('序号', '姓名', '性别', '民族', '党派', '界别', '联系方式', null, '所在乡镇（街道）');
  page.aside(null, null, null, null, null, null, '手机', '身份证号', null);
  const top = page.rows.length - 1;
  for (const column of [1, 2, 3, 4, 5, 6, 9]) page.merges.push([top, column, top + 1, column]);
  page.merges.push([top, 7, top, 8]);
  for (let i = 1; i <= 40; i++) {
    const person = name(chance);
    const short = Array.from(person).length === 2;
    const written = chance.one([person, short ? `${person[0]}　${person[1]}` : person, `${person}（女）`, `${person}(女，苗族)`]);
    const lost = chance.yes(0.2);
    const cut = chance.yes(0.08);
    const phone = mobile(chance);
    const row = page.data([
      chance.yes(0.1) ? null : i, written, chance.one(['男', '女', '1', '2']), chance.one(['汉', '汉族', '苗族', '土家族']), chance.one(['中共', '党员', '中共党员', '群众', '民建', '无党派']),
      chance.one(['农业', '教育', '工商联']), cut ? phone.slice(0, 10) : chance.one<DemoCell>([phone, Number(phone), wide(phone)]), lost ? 522_127_199_105_016_400 : null, chance.one(townships),
    ]);
    if (cut) page.truth.refused.push({ row, header: '联系方式/手机' });
    if (lost) page.truth.leftOut.push({ row, header: '联系方式/身份证号' });
  }
  page.aside('合计', null, null, null, null, null, null, null, `${page.truth.rows}人`);
  return { fileName: '政协委员名册.xlsx', bytes: await sheetFile('xlsx', [page.sheet()]), sheets: [page.truth] };
}

async function activities(chance: Chance): Promise<DemoLedger> {
  const visits = new Page('调研视察', 'inspection', 6);
  visits.aside('乡镇', '季度', chance.one(['主题', '调研主题', '活动主题']), chance.one(['时间', '活动时间', '开展日期']), chance.one(['是否与县政协联动', '是否联动']), '参加委员人次');
  const talks = new Page('协商活动', 'consultation', 5);
  talks.aside('乡镇', '半年', chance.one(['议题', '协商议题']), chance.one(['时间', '协商时间']), '参加群众');
  const deeds = new Page('民生实事', 'deed', 5);
  deeds.aside(chance.one(['委员', '委员姓名']), '乡镇', '实事内容', '完成时间', '受益人数');
  for (const township of townships) {
    ['一季度', '二季度', '第3季度', '四季度'].forEach((quarter) => visits.data([township, quarter, `${chance.one(matters)}情况调研（${quarter}）`, dayIn(chance, 2025), chance.one(['是', '否']), chance.one<DemoCell>([12, '8人', '约10人'])]));
    ['上半年', '下半年'].forEach((half) => talks.data([township, half, `${chance.one(matters)}院坝协商（${half}）`, dayIn(chance, 2025), chance.one<DemoCell>([18, '23人'])]));
    for (let i = 0; i < 5; i++) deeds.data([name(chance), township, `为群众办理${chance.one(matters)}（${chance.below(1_000_000)}）`, `2025年${1 + chance.below(12)}月`, chance.one<DemoCell>([36, '40余人'])]);
  }
  const pages = [visits, talks, deeds];
  return { fileName: '2025年履职活动登记.xlsx', bytes: await sheetFile('xlsx', pages.map((page) => page.sheet())), sheets: pages.map(({ truth }) => truth) };
}

async function proposals(chance: Chance): Promise<DemoLedger> {
  const page = new Page('提案', 'proposal', 8);
  page.across('县政协九届五次会议提案登记表');
  page.aside('编号', chance.one(['案由', '提案名称']), chance.one(['提案人', '第一提案人']), '联名人', chance.one(['审查意见', '立案情况']), chance.one(['主办单位', '承办单位']), '办理类别', chance.one(['是否重点', '重点提案']));
  for (let i = 1; i <= 40; i++) {
    const disposition = chance.one(['立案', '立案', '立案', '并案（并入3号）', '转社情民意', '不予立案']);
    page.data([
      chance.one<DemoCell>([i, `第${i}号`]), `关于解决${chance.one(matters)}问题的建议（${i}）`, chance.one([name(chance), '县工商联', '农业界']), chance.one([null, `${name(chance)}、${name(chance)}`, `${name(chance)} ${name(chance)}`]),
      disposition, disposition === '立案' ? chance.one(['县教育局', '县交通运输局']) : null, disposition === '立案' ? chance.one(['A', 'a', 'Ａ', 'B', 'C']) : null, chance.yes(0.05) ? '★' : null,
    ]);
  }
  page.aside(null, `共收到提案${page.truth.rows}件`);
  return { fileName: '提案登记表.xlsx', bytes: await sheetFile('xlsx', [page.sheet()]), sheets: [page.truth] };
}
