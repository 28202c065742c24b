import type { SheetColumn } from '#platform/documents/sheet.ts';
import type { OpenRow } from '#duties/proposals/publishing/data-rows.ts';

/** The columns of the open data, declared once: for the CSV, for the JSON and its schema, and for the page that explains them. */

interface DataColumn {
  name: keyof Omit<OpenRow, 'code'> | 'address';
  label: string;
  type: 'number' | 'text' | 'date' | 'yes';
  about: string;
}

export const dataColumns: readonly DataColumn[] = [
  { name: 'number', label: '提案号', type: 'number', about: '立案时编的号；并案而没有编号的为空。大会提案和平时提案各编各的号。' },
  { name: 'time_class', label: '时间类别', type: 'text', about: '大会提案：全体会议期间提的；平时提案：其他时间提的。' },
  { name: 'category', label: '类别', type: 'text', about: '审查时定的类别。' },
  { name: 'lead_unit', label: '主办单位', type: 'text', about: '主办的承办单位，分办的列第一个。' },
  { name: 'assisting_units', label: '会办（分办）单位', type: 'text', about: '其他承办单位，用顿号分开。' },
  { name: 'disposition', label: '审查结果', type: 'text', about: '立案：单独办理；并案：并入另一件一并办理。' },
  { name: 'title', label: '案由', type: 'text', about: '已公开的是公开的案由；没有公开的，电话、证件号等已略去。' },
  { name: 'proposer', label: '提案人', type: 'text', about: '第一提案人，或只写类型，按本县的规定。' },
  { name: 'submitted_on', label: '提交日期', type: 'date', about: '提案提交的日期。' },
  { name: 'replied_on', label: '答复日期', type: 'date', about: '最近一次正式答复的日期。' },
  { name: 'result', label: '办理结果', type: 'text', about: '答复时写明的结果；答复不等于办结，也不等于落实。' },
  { name: 'letter', label: '答复函类别', type: 'text', about: '答复函右上角的字母，含义按本县的规定，各县不同。' },
  { name: 'satisfaction', label: '总的评价', type: 'text', about: '提案人和联名人对办理结果总的评价；评价的人太少的不列。' },
  { name: 'closed_on', label: '办结日期', type: 'date', about: '评价之后办结的日期。' },
  { name: 'key', label: '重点提案', type: 'yes', about: '由领导领衔督办的重点提案。' },
  { name: 'published_on', label: '公开日期', type: 'date', about: '提案和答复在公开页上公开的日期；没有公开的为空。' },
  { name: 'address', label: '公开页', type: 'text', about: '公开页的地址。' },
  { name: 'matter', label: '提案内容', type: 'text', about: '公开的提案内容，全文或摘要。' },
  { name: 'answer', label: '答复内容', type: 'text', about: '公开的答复内容，全文或摘要。' },
];

export type Told = Omit<OpenRow, 'code'> & { address: string | null };

/** A row as it leaves the house: the public page in the place of the code. `base` is `https://…/p/<county>`. */
export const toldOf = ({ code, ...row }: OpenRow, base: string): Told => ({ ...row, address: code ? `${base}/${code}` : null });

export const sheetColumns: readonly SheetColumn<Told>[] = dataColumns.map(({ name, label, type }) => ({
  label, kind: type === 'number' ? 'number' : type === 'date' ? 'date' : 'text', width: 20, value: (row) => cellOf(row[name]),
}));

const cellOf = (value: string | number | boolean | null): string | number | null => (typeof value === 'boolean' ? (value ? '是' : '否') : value);

const jsonTypes = { number: 'integer', text: 'string', date: 'string', yes: 'boolean' } as const;

const propertyOf = ({ label, type, about }: DataColumn) => ({ title: label, description: about, type: [jsonTypes[type], 'null'], ...(type === 'date' ? { pattern: String.raw`^\d{4}-\d{2}-\d{2}$` } : {}) });
const properties = Object.fromEntries(dataColumns.map((column) => [column.name, propertyOf(column)]));

const counts = { type: 'array', items: { type: 'object', required: ['name', 'count'], properties: { name: { type: 'string' }, count: { type: ['integer', 'null'], description: '件数；太少的不列，为空' } }, additionalProperties: false } };

/** JSON Schema of the JSON file. */
export const dataSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema', title: '政协提案开放数据', type: 'object', additionalProperties: false,
  required: ['county', 'organ', 'term', 'session', 'exported_at', 'licence', 'convention', 'summary', 'items'],
  properties: {
    county: { type: 'string' }, organ: { type: 'string' }, term: { type: 'integer' }, session: { type: 'integer' }, exported_at: { type: 'string', description: '导出的时刻，东八区' },
    licence: { type: 'string', description: '使用条件' }, convention: { type: 'string', description: '列哪些提案，怎样算' },
    summary: {
      type: 'object', additionalProperties: false, required: ['filed', 'merged', 'replied', 'published', 'categories', 'letters', 'satisfaction'],
      properties: { filed: { type: 'integer' }, merged: { type: 'integer' }, replied: { type: 'integer' }, published: { type: 'integer' }, categories: counts, letters: counts, satisfaction: counts },
    },
    items: { type: 'array', items: { type: 'object', additionalProperties: false, required: dataColumns.map(({ name }) => name), properties } },
  },
};

/** What is listed and how it is counted, in one sentence. */
export const CONVENTION = '列这次会议审查立案的全部提案，并案的原件各列各的。提案人没有同意公开、承办单位或县政协定为不公开、公开后撤下的，只列编号、时间类别、类别、主办单位。';
