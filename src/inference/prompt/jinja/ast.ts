/** The syntax tree that the parser of @huggingface/jinja makes. Its types are not exported; these are those we read. */
import { parse, tokenize } from '@huggingface/jinja';

export interface Identifier {
  readonly type: 'Identifier';
  readonly value: string;
}

export interface Call {
  readonly type: 'CallExpression';
  readonly callee: Expression;
  readonly args: readonly Argument[];
}

export interface Slice {
  readonly type: 'SliceExpression';
  readonly start?: Expression;
  readonly stop?: Expression;
  readonly step?: Expression;
}

interface KeywordArgument {
  readonly type: 'KeywordArgumentExpression';
  readonly key: Identifier;
  readonly value: Expression;
}

interface Spread {
  readonly type: 'SpreadExpression';
  readonly argument: Expression;
}

interface KeywordSpread {
  readonly type: 'KeywordSpreadExpression';
  readonly argument: Expression;
}

export type Argument = Expression | KeywordArgument | Spread | KeywordSpread;
export type Parameter = Identifier | KeywordArgument;
export type FilterName = Identifier | Call;

export type Expression =
  | Identifier
  | Call
  | { readonly type: 'IntegerLiteral' | 'FloatLiteral'; readonly value: number }
  | { readonly type: 'StringLiteral'; readonly value: string }
  | { readonly type: 'ArrayLiteral' | 'TupleLiteral'; readonly value: readonly Expression[] }
  | { readonly type: 'ObjectLiteral'; readonly value: ReadonlyMap<Expression, Expression> }
  | {
      readonly type: 'MemberExpression';
      readonly object: Expression;
      readonly property: Expression | Slice;
      readonly computed: boolean;
    }
  | { readonly type: 'UnaryExpression'; readonly operator: Operator; readonly argument: Expression }
  | {
      readonly type: 'BinaryExpression';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: 'FilterExpression'; readonly operand: Expression; readonly filter: FilterName }
  | {
      readonly type: 'TestExpression';
      readonly operand: Expression;
      readonly negate: boolean;
      readonly test: Identifier;
    }
  | { readonly type: 'SelectExpression'; readonly lhs: Expression; readonly test: Expression }
  | {
      readonly type: 'Ternary';
      readonly condition: Expression;
      readonly trueExpr: Expression;
      readonly falseExpr: Expression;
    };

interface Operator {
  readonly value: string;
}

export interface For {
  readonly type: 'For';
  readonly loopvar: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly defaultBlock: readonly Statement[];
}

export interface Macro {
  readonly type: 'Macro';
  readonly name: Identifier;
  readonly args: readonly Parameter[];
  readonly body: readonly Statement[];
}

export interface CallBlock {
  readonly type: 'CallStatement';
  readonly call: Call;
  readonly callerArgs: readonly Parameter[] | null;
  readonly body: readonly Statement[];
}

export interface SetStatement {
  readonly type: 'Set';
  readonly assignee: Expression;
  readonly value: Expression | null;
  readonly body: readonly Statement[];
}

/** An expression is a statement, too: its text is put out. */
export type Statement =
  | Expression
  | For
  | Macro
  | CallBlock
  | SetStatement
  | { readonly type: 'Break' | 'Continue' | 'Comment' }
  | {
      readonly type: 'If';
      readonly test: Expression;
      readonly body: readonly Statement[];
      readonly alternate: readonly Statement[];
    }
  | { readonly type: 'FilterStatement'; readonly filter: FilterName; readonly body: readonly Statement[] };

/** Parses a template with the settings of chat templates. @throws SyntaxError */
export function parseTemplate(source: string): readonly Statement[] {
  const tokens = tokenize(source, { lstrip_blocks: true, trim_blocks: true });
  return parse(tokens).body as unknown as readonly Statement[];
}
