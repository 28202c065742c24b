import { attributeCodes } from '#duties/opinions/open311/services.ts';

const string = { type: 'string' };
const nullable = { type: ['string', 'null'] };
const number = { type: ['number', 'null'] };
const inQuery = (name: string, description: string, schema: object = string) => ({ name, in: 'query', description, schema });
const objects = (properties: Record<string, object>, required: string[] = []) => ({ type: 'array', items: { type: 'object', required, properties } });

const jurisdiction = [inQuery('jurisdiction_id', '可以不写；写的要是地址里的县')];
const keyed = [...jurisdiction, inQuery('api_key', '看自己送的件要写；公开的件不用')];

const standardArguments = ['api_key', 'jurisdiction_id', 'service_code', 'description', 'lat', 'long', 'address_string', 'address_id', 'first_name', 'last_name', 'phone', 'media_url'];

/** How OpenAPI describes the addresses of GeoReport v2. */
export const described = {
  jurisdiction,
  keyed,
  filters: [
    ...keyed, inQuery('service_request_id', '编号，多个用逗号分开；写了就不看其他条件'), inQuery('service_code', '类别代码，多个用逗号分开'),
    inQuery('start_date', 'ISO 8601，带时区'), inQuery('end_date', '同上；起止最多90天，不写的是最近90天'), inQuery('status', 'open 或 closed'),
  ],
  errors: objects({ code: { type: 'integer' }, description: string }, ['code', 'description']),
  discovery: { type: 'object', properties: { changeset: string, contact: string, key_service: string, endpoints: objects({ specification: string, url: string, changeset: string, type: string, formats: { type: 'array', items: string } }) } },
  services: objects({ service_code: string, service_name: string, description: string, metadata: { type: 'boolean' }, type: string, keywords: string, group: string }, ['service_code', 'service_name']),
  definition: { type: 'object', properties: { service_code: string, attributes: objects({ variable: { type: 'boolean' }, code: string, datatype: string, required: { type: 'boolean' }, datatype_description: string, order: { type: 'integer' }, description: string, values: objects({ key: string, name: string }) }) } },
  requests: objects({
    service_request_id: string, status: { type: 'string', enum: ['open', 'closed'] }, status_notes: string, service_name: string, service_code: string, description: string, agency_responsible: string, service_notice: string,
    requested_datetime: string, updated_datetime: string, expected_datetime: nullable, address: string, address_id: nullable, zipcode: nullable, lat: number, long: number, media_url: nullable,
  }, ['service_request_id', 'status']),
  entered: objects({ service_request_id: string, service_notice: string, account_id: nullable }, ['service_request_id']),
  tokens: objects({ service_request_id: string, token: string }, ['service_request_id', 'token']),
  sent: {
    type: 'object',
    required: ['api_key', 'service_code'],
    properties: Object.fromEntries([...standardArguments, ...attributeCodes.map((code) => `attribute[${code}]`)].map((name) => [name, string])),
  },
};
