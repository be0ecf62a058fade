// The grammar of Tatu, over the tokens of token_layout.h.
//
// It is LL(1): the layout of the tokens has already told apart what looks alike (a call from a parenthesis, a lambda's
// parameters from a tuple, type arguments from a comparison, a line end that ends a statement from one that does not), so
// the generated parser decides by one token, never simulates the grammar, and keeps no growing cache of decisions.
// regenerate_grammar.sh refuses a grammar that breaks this.
//
// Binary operators come out as a flat list; their precedence is a table of the tree builder. Assignment is among them, so
// that `if x = 1` gets a message of its own.
//
// Only labelled parts are read by the tree builder.
parser grammar TatuParser;

options { tokenVocab = TatuTokens; }

// ---- a file is parsed one entry at a time ----

importEntry : Import parts+=importPart (Dot parts+=importPart)* (As alias=Identifier)? EOF ;
importPart : name=Identifier | open=BlockOpen items+=importItem (Comma items+=importItem)* BraceClose ;
importItem : name=Identifier (As alias=Identifier)? ;

declarationEntry : declared=declaration EOF ;

declaration
  : annotations+=annotation* modifiers+=modifier*
    ( function=functionDeclaration
    | classLike=classDeclaration
    | enumeration=enumDeclaration
    | interface=interfaceDeclaration
    | variable=variableDeclaration
    | alias=typeAliasDeclaration
    )
  ;

// ---- declarations ----

annotation : At name=Identifier (CallOpen (arguments+=expression (Comma arguments+=expression)*)? close=ParenClose)? ;
modifier
  : word=(Pub | Open | Abstract | Override | Static | Operator | Data | Sealed | Builtin)
  | word=Native (CallOpen name=StringLiteral ParenClose)?
  ;

functionDeclaration
  : Fun (ReceiverStart receiver=type ReceiverDot)? name=Identifier typeParams=typeParameters?
    open=CallOpen (params+=parameter (Comma params+=parameter)*)? close=ParenClose
    (Colon result=type)? conditions=whereClause? body=functionBody?
  ;
functionBody : Assign value=expression | body=block ;
parameter : name=Identifier Colon declared=type variadic=Ellipsis? (Assign value=expression)? ;

typeParameters : GenericOpen params+=typeParameter (Comma params+=typeParameter)* GenericClose ;
typeParameter : contra=In? first=Identifier second=Identifier? (Colon bounds+=type (Ampersand bounds+=type)*)? ;
whereClause : Where ParenOpen conditions+=whereCondition (Comma conditions+=whereCondition)* ParenClose ;
whereCondition : name=Identifier Colon bounds+=type (Ampersand bounds+=type)* ;

classDeclaration
  : Class name=Identifier typeParams=typeParameters?
    (open=CallOpen (params+=constructorParameter (Comma params+=constructorParameter)*)? ParenClose)?
    supers=superTypes? body=memberBlock?
  ;
memberBlock : BraceOpen (members+=member (Separator members+=member)*)? BraceClose ;
constructorParameter
  : modifiers+=modifier* field=(Val | Var)? name=Identifier Colon declared=type variadic=Ellipsis?
    (Assign value=expression)?
  ;
superTypes : Colon types+=superType (Comma types+=superType)* ;
superType
  : base=type (open=CallOpen (arguments+=argument (Comma arguments+=argument)*)? ParenClose)?
    conditions=whereClause?
  ;

enumDeclaration
  : Enum name=Identifier typeParams=typeParameters? supers=superTypes? body=enumBlock
  ;
enumBlock : BraceOpen (entries+=enumEntry (Separator entries+=enumEntry)*)? BraceClose ;
enumEntry : single=enumCase | inner=member ;
enumCase : name=Identifier (open=CallOpen (params+=parameter (Comma params+=parameter)*)? ParenClose)? ;

typeAliasDeclaration : Typealias name=Identifier typeParams=typeParameters? Assign target=type ;

interfaceDeclaration
  : Interface name=Identifier typeParams=typeParameters? supers=superTypes? body=memberBlock?
  ;

member
  : annotations+=annotation* modifiers+=modifier*
    (function=functionDeclaration | variable=variableDeclaration | initializer=initDeclaration)
  ;
variableDeclaration
  : late=Lazy? word=(Val | Var | Const)
    ( (ReceiverStart receiver=type ReceiverDot)? name=Identifier
    | open=ParenOpen elements+=bindingPattern (Comma elements+=bindingPattern)* close=ParenClose
    )
    typeParams=typeParameters? (Colon declared=type)? (Assign value=expression)?
    (reader=getter writer=setter? | writer=setter reader=getter?)?
  ;
getter : Get CallOpen ParenClose body=functionBody ;
setter : Set CallOpen name=Identifier (Colon declared=type)? ParenClose body=functionBody ;
initDeclaration : Init body=block ;

// ---- types ----

type
  : path+=Identifier (Dot path+=Identifier)* (GenericOpen arguments+=type (Comma arguments+=type)* GenericClose)?
    marks+=Question*
  | open=ParenOpen (elements+=type (Comma elements+=type)*)? close=ParenClose (arrow=Arrow result=type | marks+=Question*)
  ;

// ---- statements ----

block : BraceOpen (statements+=statement (Separator statements+=statement)*)? BraceClose ;
statement
  : variable=variableStatement
  | function=functionDeclaration
  | modifiers+=(Open | Abstract | Data)* classLike=classDeclaration
  | deferred=deferStatement
  | (label=Label Colon)? (loop=whileStatement | each=forStatement)
  | value=expression
  ;
variableStatement : late=Lazy? word=(Val | Var) names=bindingPattern (Colon declared=type)? (Assign value=expression)? ;
deferStatement : Defer (body=block | value=expression) ;
bindingPattern
  : name=Identifier
  | open=ParenOpen elements+=bindingPattern (Comma elements+=bindingPattern)* ParenClose
  ;
whileStatement : While condition=expression body=block ;
forStatement : For names=bindingPattern (Colon declared=type)? In iterable=expression body=block ;

// ---- expressions ----

expression : first=operand rest+=operation* ;
operation
  : op=( Star | Slash | Percent | Plus | Minus | ShiftLeft | ShiftRight | ShiftRightUnsigned | Ampersand | Caret | Pipe
       | DotDot | DotDotLess | Coalesce | In | NotIn | Less | LessEqual | Greater | GreaterEqual | EqualEqual | NotEqual
       | Identical | NotIdentical | AndAnd | OrOr | Assign | PlusAssign | MinusAssign | StarAssign | SlashAssign
       | PercentAssign | AmpersandAssign | PipeAssign | CaretAssign | ShiftLeftAssign | ShiftRightAssign
       | ShiftRightUnsignedAssign ) right=operand
  | op=(Is | NotIs | As | AsQuestion) target=type
  ;
operand
  : prefixes+=prefix*
    ( ( atom=( Identifier | This | Super | Null | True | False | IntegerLiteral | FloatLiteral | CharacterLiteral
             | StringLiteral | ByteStringLiteral )
      | text=interpolatedString
      | group=parenthesized
      | list=listLiteral
      | scope=blockOperand
      | choice=ifExpression
      | selection=matchExpression
      | attempt=tryExpression
      | fibers=scopeExpression
      | race=selectExpression
      | generator=sequenceExpression
      ) postfixes+=postfix*
    | jump=(Break | Continue) label=Identifier?
    | bare=ReturnNothing
    )
  ;
prefix
  : op=(PrefixMinus | Bang | PrefixBangBang | Tilde | Throw | Return | Spawn | Yield)
  | name=LambdaName arrow=LambdaArrow
  | open=LambdaOpen (params+=lambdaParameter (Comma params+=lambdaParameter)*)? ParenClose arrow=LambdaArrow
  ;
lambdaParameter : names=bindingPattern (Colon declared=type)? ;
postfix
  : op=BangBang
  | op=(Dot | QuestionDot) (name=Identifier | index=IntegerLiteral)
  | op=GenericOpen types+=type (Comma types+=type)* GenericClose
  | op=CallOpen (arguments+=argument (Comma arguments+=argument)*)? ParenClose
  | op=IndexOpen at=expression BracketClose
  ;
argument : spread=Ellipsis? value=expression ;
interpolatedString : StringBegin values+=insertion (middles+=StringMiddle values+=insertion)* StringEnd ;
insertion : value=expression form=Format? ;
parenthesized : ParenOpen elements+=expression (Comma elements+=expression)* ParenClose ;
listLiteral : BracketOpen (empty=Colon | entries+=listEntry (Comma entries+=listEntry)*)? BracketClose ;
listEntry : spread=Ellipsis? key=expression (colon=Colon value=expression)? ;
blockOperand : BlockOpen (statements+=statement (Separator statements+=statement)*)? BraceClose ;
ifExpression
  : If conditions+=expression bodies+=block (ElseIf conditions+=expression bodies+=block)* (Else otherwise=block)?
  ;
matchExpression : Match subject=expression body=armBlock ;
armBlock : BraceOpen (arms+=arm (Separator arms+=arm)*)? BraceClose ;
arm : test=pattern (If guard=expression)? ArmArrow body=expression ;
scopeExpression : Scope name=Identifier? body=block ;
selectExpression : Select body=selectBlock ;
selectBlock : BraceOpen (arms+=selectArm (Separator arms+=selectArm)*)? BraceClose ;
selectArm : test=expression ArmArrow body=expression ;
sequenceExpression : Sequence (GenericOpen element=type GenericClose)? body=block ;
tryExpression : Try body=block handlers+=handler* (Finally last=block)? ;
handler : Catch name=Identifier Colon declared=type body=block ;

// ---- patterns ----

pattern : alternatives+=patternAtom (Pipe alternatives+=patternAtom)* ;
patternAtom
  : path+=Identifier
    ( Colon declared=type
    | (Dot path+=Identifier)*
      ( open=CallOpen (arguments+=pattern (Comma arguments+=pattern)*)? ParenClose
      | op=(DotDot | DotDotLess) high=rangeEnd
      )?
    )
  | Is declared=type
  | low=literalPattern (op=(DotDot | DotDotLess) high=rangeEnd)?
  | group=ParenOpen arguments+=pattern (Comma arguments+=pattern)* ParenClose
  ;
rangeEnd : literal=literalPattern | path+=Identifier (Dot path+=Identifier)* ;
literalPattern
  : minus=PrefixMinus? number=(IntegerLiteral | FloatLiteral)
  | other=(CharacterLiteral | StringLiteral | True | False | Null)
  ;
