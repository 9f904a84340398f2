import assert from 'node:assert/strict';
import { PostgresQueryCompiler, type CompiledQuery } from 'kysely';
import pg from 'pg';

/** The text of a query with its values written into it, since COPY takes no parameters. */
export function inlineValues({ query, queryId, parameters }: CompiledQuery): string {
  const compiler = new InliningCompiler();
  const { sql } = compiler.compileQuery(query, queryId);
  assert.equal(compiler.inlined, parameters.length, 'a query to copy is made by Kysely, which knows where its values stand');
  return sql;
}

class InliningCompiler extends PostgresQueryCompiler {
  inlined = 0;

  protected override appendValue(value: unknown): void {
    this.inlined += 1;
    this.appendImmediateValue(value);
  }

  protected override appendStringLiteral(value: string): void {
    this.append(pg.escapeLiteral(value));
  }
}
