import { apiPath, type Operation, type Site } from '#platform/http/site.tsx';

/** The OpenAPI 3.1 description, made from the addresses that really answer. */
export function describeApi(site: Site, version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of site.operations()) {
    if (!operation.api) continue;
    const path = apiPath(operation).replace(/:(\w+)/g, '{$1}');
    paths[path] = { [operation.method.toLowerCase()]: described(operation), ...paths[path] }; // as in routing, the first one answers
  }
  return {
    openapi: '3.1.0',
    info: { title: '连心桥 API', version, description: '每个页面的 JSON 孪生：同一处理、同一权限。', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
      schemas: { Problem: problem },
    },
  };
}

const json = 'application/json';

function described(operation: Operation): object {
  const { api, path, method, standard } = operation;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[^a-z0-9]+/gi, '_')}`,
    summary: api!.summary,
    tags: [api!.tag],
    parameters: [...inPath, ...(api!.query ?? [])],
    ...(api!.body ? { requestBody: { required: true, content: { [api!.bodyType ?? json]: { schema: api!.body } } } } : {}),
    ...(operation.open ? { security: [] } : {}),
    responses: {
      [api!.status ?? 200]: { description: '完成', content: { [api!.answerType ?? json]: { schema: api!.answer ?? {} } } },
      default: standard
        ? { description: '没有办成，description 是给人看的一句话', content: { [api!.answerType ?? json]: { schema: standard.errors } } }
        : { description: '没有办成，detail 是给人看的一句话', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' },
    fields: { type: 'object', additionalProperties: { type: 'string' } }, clause: { type: 'string' }, instance: { type: 'string' },
  },
};
