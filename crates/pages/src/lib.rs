//! What people see: templates, components, forms, charts.
