/*
 * The .conv language.
 *
 * One token of lookahead decides everywhere, so nothing can be ambiguous, no prediction cache grows, and an error is found at the token
 * that causes it. For that the grammar is looser than the language: a layer and a property both begin as `word value?`, a value is any
 * list of expressions, and SyntaxBuilder and the analyser refuse what has no meaning, with better messages than a parser can give.
 *
 * The actions build the syntax records while parsing. There is no parse tree: it would take ten times the memory of the text.
 */
grammar Conv;

options { superClass = ConvParserBase; }

@parser::header {
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.syntax.Expression;
import org.convc.syntax.Value;
}

file
  : packageClause? importClause* items EOF
  ;

// `x` separates sizes everywhere else; in `com.x.vision` it can only be a name.
packageClause
  : PACKAGE parts+=( WORD | SEPARATOR ) ( '.' parts+=( WORD | SEPARATOR ) )* { packageClause($start, $parts); } ';'
  ;

importClause
  : IMPORT path=STRING { importClause($start, $path); } ';'
  ;

items
  : ( constant | statement )*
  ;

constant
  : CONST name=WORD '=' content=expression { constant($start, $name, $content.node); } ';'
  ;

// A property `kernel 7 x 7;`, or a layer `conv Stem { ... }`.
statement locals [Value content]
  : keyword=WORD ( value { $content = $value.node; } )?
    ( { property($keyword, $content); } ';'
    | { openLayer($keyword, $content); } block { closeLayer(); }
    )
  ;

block
  : '{' items '}'
  ;

value returns [Value node] locals [List<Value.Entry> entries = new ArrayList<>()]
  : first=entry { $entries.add($first.node); }
    ( SEPARATOR next=entry { $entries.add($next.node); } )*
    { $node = new Value($entries); }
  ;

entry returns [Value.Entry node]
  : begin=expression { $node = new Value.Entry($begin.node, Optional.empty()); }
    ( ':' end=expression { $node = new Value.Entry($begin.node, Optional.of($end.node)); } )?
  ;

expression returns [Expression node]
  : left=term { $node = $left.node; }
    ( operator=( '+' | '-' ) right=term { $node = binary($start, $operator, $node, $right.node); } )*
  ;

term returns [Expression node]
  : left=factor { $node = $left.node; }
    ( operator=( '*' | '/' | '%' ) right=factor { $node = binary($start, $operator, $node, $right.node); } )*
  ;

factor returns [Expression node]
  : '-' operand=factor { $node = negation($start, $operand.node); }
  | primary { $node = $primary.node; }
  ;

primary returns [Expression node]
  : INTEGER { $node = integer($INTEGER); }
  | DECIMAL { $node = decimal($DECIMAL); }
  | WORD { $node = word($WORD); } ( arguments { $node = call($start, $WORD, $arguments.nodes); } )?
  | '(' expression ')' { $node = $expression.node; }
  ;

arguments returns [List<Expression> nodes = new ArrayList<>()]
  : '(' ( first=expression { $nodes.add($first.node); } ( ',' next=expression { $nodes.add($next.node); } )* )? ')'
  ;

PACKAGE : 'package' ;
IMPORT : 'import' ;
CONST : 'const' ;
SEPARATOR : 'x' ;

LEFT_BRACE : '{' ;
RIGHT_BRACE : '}' ;
LEFT_PARENTHESIS : '(' ;
RIGHT_PARENTHESIS : ')' ;
SEMICOLON : ';' ;
COLON : ':' ;
COMMA : ',' ;
POINT : '.' ;
EQUALS : '=' ;
PLUS : '+' ;
MINUS : '-' ;
TIMES : '*' ;
DIVIDE : '/' ;
REMAINDER : '%' ;

WORD : LETTER ( LETTER | DIGIT )* ;
// A path, in double quotes that are closed; single ones and open ones are matched so that the mistake is one token.
STRING : '"' ~["\r\n]* '"'? | '\'' ~['\r\n]* '\''? ;
INTEGER : DIGIT+ ;
DECIMAL : DIGIT+ '.' DIGIT+ EXPONENT? | DIGIT+ EXPONENT ;

// `3x224x224`, `3x`: Tokens takes them apart.
COMPACT_SIZE : DIGIT+ ( 'x' DIGIT+ )* 'x' | DIGIT+ ( 'x' DIGIT+ )+ ;

SPACE : [ \t\r\n\f]+ -> skip ;
// Comments are tokens for the formatter; Tokens keeps them from the parser.
LINE_COMMENT : '//' ~[\r\n]* ;
// Also `/** */`. One that is not closed reaches to the end of the file; Tokens reports it.
BLOCK_COMMENT : '/*' .*? ( '*/' | EOF ) ;

// What follows is no part of the language. It is matched so that a mistake is one token and gets one message.
MALFORMED_NUMBER : '.'? DIGIT ( DIGIT | LETTER | '.' )* ;
NON_ASCII : ( LETTER | DIGIT )* BEYOND_ASCII ( LETTER | DIGIT | BEYOND_ASCII )* ;
UNKNOWN : . ;

// What TextCharStream makes of every character beyond ASCII.
fragment BEYOND_ASCII : '\u007F' ;
fragment LETTER : [A-Za-z_] ;
fragment DIGIT : [0-9] ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;
