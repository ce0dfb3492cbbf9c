//! The JSON Schema (draft 2020-12) of a form's bundle, made from its definition.
//!
//! A finished bundle is held to the form: types, closed lists, required answers. A draft may hold
//! whatever was typed, so only its outer shape is.

use serde_json::{Map, Value, json};

use crate::answers::json::{BUNDLE_FORMAT, BUNDLE_VERSION};
use crate::form::{Field, FormDef, Kind};

/// The schema of every bundle of the form.
pub fn schema(form: &FormDef) -> Value {
    let text = json!({"type": "string"});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:shenbao:bundle:{}:{BUNDLE_VERSION}", form.id),
        "title": format!("{} · 申报包", form.name),
        "type": "object",
        "required": [
            "format", "version", "form", "created_at", "app_version", "draft", "print_code",
            "answers", "attachments", "findings"
        ],
        "additionalProperties": false,
        "properties": {
            "format": {"const": BUNDLE_FORMAT},
            "version": {"const": BUNDLE_VERSION},
            "form": {"const": form.id},
            "created_at": {"type": "string", "format": "date-time"},
            "app_version": text,
            "draft": {"type": "boolean"},
            "print_code": {"type": "string", "pattern": "^[0-9A-Z]{4}-[0-9A-Z]{4}$"},
            "answers": {"type": "object"},
            "attachments": {"type": "array", "items": {
                "type": "object",
                "required": ["name", "media_type", "bytes", "sha256", "base64"],
                "additionalProperties": false,
                "properties": {
                    "name": text,
                    "media_type": text,
                    "bytes": {"type": "integer", "minimum": 0},
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                    "base64": {"type": "string", "contentEncoding": "base64"}
                }
            }},
            "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}}
        },
        "if": {"properties": {"draft": {"const": false}}},
        "then": {"properties": {
            "answers": {"$ref": "#/$defs/answers"},
            "findings": {"items": {"properties": {"severity": {"enum": ["warning", "hint"]}}}}
        }},
        "$defs": {"answers": answers(form), "finding": finding()}
    })
}

fn finding() -> Value {
    let text = json!({"type": "string"});
    json!({
        "type": "object",
        "required": ["rule", "severity", "field", "message", "hint", "clause"],
        "properties": {
            "rule": text,
            "severity": {"enum": ["error", "warning", "hint"]},
            "field": text,
            "message": text,
            "hint": text,
            "clause": {"anyOf": [{"type": "null"}, {
                "type": "object",
                "required": ["notice", "where", "quote"],
                "properties": {"notice": text, "where": text, "quote": text}
            }]}
        }
    })
}

/// The finished answers: every section's fields, and which of them must be there when.
fn answers(form: &FormDef) -> Value {
    let mut parts = Vec::new();
    for section in &form.sections {
        let mut shape = Object::default();
        let mut needed = Object::default();
        for field in &section.fields {
            shape.add(&field.id, value(form, field));
            if field.required && !matches!(field.kind, Kind::Sum { .. }) {
                needed.need(&field.id);
            }
        }
        parts.push(shape.into_schema());
        let needed = needed.into_schema();
        parts.push(match &section.optional_when {
            None => needed,
            Some((field, values)) => {
                let mut optional = Object::default();
                optional.add(field, json!({"enum": values}));
                optional.need(field);
                json!({"if": optional.into_schema(), "else": needed})
            }
        });
    }
    json!({"type": "object", "allOf": parts})
}

/// What one finished answer looks like. Blanks around it do no harm, and null is no answer.
fn value(form: &FormDef, field: &Field) -> Value {
    let mut schema = shape(form, field);
    let nothing = !field.required || matches!(field.kind, Kind::YesNo | Kind::Sum { .. });
    if nothing && let Some(Value::Array(types)) = schema.get_mut("type") {
        types.push("null".into());
    }
    schema["title"] = field.full_label().into();
    schema
}

fn shape(form: &FormDef, field: &Field) -> Value {
    let text = |pattern: String| json!({"type": ["string", "number"], "pattern": pattern});
    match &field.kind {
        Kind::Line | Kind::Text | Kind::Essay { .. } | Kind::Email | Kind::Phone => {
            text(if field.required { r"\S" } else { "" }.to_owned())
        }
        Kind::Mobile => text(whole(field, "1[3-9][0-9]{9}")),
        Kind::CreditCode => text(whole(field, "[0-9A-HJ-NPQRTUWXY]{18}")),
        Kind::Date => json!({
            "type": ["string"],
            "pattern": whole(field, "[0-9]{4}-[0-9]{2}-[0-9]{2}")
        }),
        Kind::Count => text(whole(field, "[0-9]+")),
        Kind::Money | Kind::Sum { .. } => {
            let mut schema = text(whole(field, "-?[0-9０-９]+([.．][0-9０-９]+)?"));
            schema["minimum"] = json!(0);
            schema
        }
        Kind::Choice { of, .. } => {
            json!({"type": ["string"], "pattern": whole(field, &one_of(form, [of]))})
        }
        Kind::YesNo => json!({"type": ["boolean"]}),
        // A single entry may stand without its list.
        Kind::Lines | Kind::Cities | Kind::Industries { .. } => list(json!({}), None),
        Kind::Tags { of, free, most, .. } => {
            let entry = match free {
                true => json!({}),
                false => json!({"pattern": format!(r"^\s*({})?\s*$", one_of(form, of))}),
            };
            list(entry, *most)
        }
        Kind::Attachment { .. } => json!({
            "type": ["object"],
            "properties": {"file": {"type": ["string", "null"]}}
        }),
        Kind::Rows { columns, most, .. } => {
            let mut row = Object::default();
            for column in columns {
                // A row that is wholly blank is a warning, so no cell is required here.
                let column = Field {
                    required: false,
                    ..column.clone()
                };
                row.add(&column.id, value(form, &column));
            }
            let mut row = row.into_schema();
            row["type"] = json!(["object", "null"]);
            let mut schema = json!({"type": ["array"], "items": row});
            if let Some(most) = most {
                schema["maxItems"] = json!(most);
            }
            schema
        }
        Kind::Group { .. } => json!({"type": ["object"]}),
    }
}

/// A list of entries, of which each is a text, a number or nothing.
fn list(mut entry: Value, most: Option<usize>) -> Value {
    entry["type"] = json!(["string", "number", "null"]);
    let mut schema = json!({"type": ["array", "string", "number"], "items": entry});
    if let Some(most) = most {
        schema["maxItems"] = json!(most);
    }
    schema
}

/// A pattern of the entries of closed lists.
fn one_of<'a>(form: &FormDef, lists: impl IntoIterator<Item = &'a String>) -> String {
    let ids = lists
        .into_iter()
        .flat_map(|list| form.choices(list))
        .map(|choice| {
            choice
                .id
                .chars()
                .fold(String::new(), |mut escaped, letter| {
                    if r"\^$.|?*+()[]{}/-".contains(letter) {
                        escaped.push('\\');
                    }
                    escaped.push(letter);
                    escaped
                })
        });
    format!("({})", ids.collect::<Vec<_>>().join("|"))
}

/// A pattern of the whole text, or of nothing where the field may stay empty.
fn whole(field: &Field, pattern: &str) -> String {
    if field.required {
        format!(r"^\s*{pattern}\s*$")
    } else {
        format!(r"^\s*({pattern})?\s*$")
    }
}

/// An object schema that grows by dotted paths.
#[derive(Default)]
struct Object {
    children: Vec<(String, Node)>,
    required: Vec<String>,
}

enum Node {
    Value(Value),
    Object(Object),
}

impl Object {
    fn add(&mut self, path: &str, schema: Value) {
        match path.split_once('.') {
            None => self.children.push((path.to_owned(), Node::Value(schema))),
            Some((key, rest)) => self.child(key).add(rest, schema),
        }
    }

    fn need(&mut self, path: &str) {
        let (key, rest) = path
            .split_once('.')
            .map_or((path, None), |(key, rest)| (key, Some(rest)));
        if !self.required.iter().any(|one| one == key) {
            self.required.push(key.to_owned());
        }
        if let Some(rest) = rest {
            self.child(key).need(rest);
        }
    }

    fn child(&mut self, key: &str) -> &mut Self {
        let at = self
            .children
            .iter()
            .position(|(name, node)| name == key && matches!(node, Node::Object(_)));
        let at = at.unwrap_or_else(|| {
            self.children
                .push((key.to_owned(), Node::Object(Self::default())));
            self.children.len() - 1
        });
        match &mut self.children[at].1 {
            Node::Object(object) => object,
            Node::Value(_) => unreachable!("the place was found or made as an object"),
        }
    }

    fn into_schema(self) -> Value {
        let properties: Map<String, Value> = self
            .children
            .into_iter()
            .map(|(key, node)| match node {
                Node::Value(schema) => (key, schema),
                Node::Object(object) => (key, object.into_schema()),
            })
            .collect();
        let mut schema = json!({"type": "object"});
        if !properties.is_empty() {
            schema["properties"] = Value::Object(properties);
        }
        if !self.required.is_empty() {
            schema["required"] = json!(self.required);
        }
        schema
    }
}
