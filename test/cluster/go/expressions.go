package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"sort"

	celgo "github.com/google/cel-go/cel"
	"github.com/spf13/cobra"
	admission "k8s.io/api/admissionregistration/v1"
	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	schemacel "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/model"
	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apimachinery/pkg/util/yaml"
	plugincel "k8s.io/apiserver/pkg/admission/plugin/cel"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/environment"
	sigsyaml "sigs.k8s.io/yaml"
)

// newExpressionsCommand compiles the expressions of definitions and admission policies as an API server of some version would
// when it is given them for the first time. A server accepts new expressions only in the language of the version before its own,
// so that it can be rolled back. It prints each that would be refused.
func newExpressionsCommand() *cobra.Command {
	var server string
	command := &cobra.Command{
		Use:           "expressions --server VERSION FILE...",
		Short:         "Compile the CEL expressions of definitions and admission policies as an older API server would",
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(_ *cobra.Command, files []string) error {
			parsed, err := version.ParseGeneric(server)
			if err != nil {
				return err
			}
			language := environment.MustBaseEnvSet(version.MajorMinor(parsed.Major(), parsed.Minor()-1))
			compiled, refused := 0, 0
			for _, file := range files {
				err := eachDocument(file, func(document []byte) error {
					return compileDocument(document, language, func(place string, problem error) {
						compiled++
						if problem != nil {
							refused++
							fmt.Printf("%s: %s: %v\n", file, place, problem)
						}
					})
				})
				if err != nil {
					return fmt.Errorf("%s: %w", file, err)
				}
			}
			fmt.Printf("%d expressions compiled, %d refused by an API server %s\n", compiled, refused, server)
			if refused > 0 {
				os.Exit(1)
			}
			return nil
		},
	}
	command.Flags().StringVar(&server, "server", "1.36", "version of the API server")
	return command
}

func eachDocument(file string, use func([]byte) error) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	reader := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
	for {
		document, err := reader.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := use(document); err != nil {
			return err
		}
	}
}

// compileDocument reports every expression of a definition or of a validating policy; other objects have none.
func compileDocument(document []byte, language *environment.EnvSet, report func(place string, problem error)) error {
	var about struct {
		Kind     string `json:"kind"`
		Metadata struct {
			Name string `json:"name"`
		} `json:"metadata"`
	}
	if err := sigsyaml.Unmarshal(document, &about); err != nil {
		return err
	}
	switch about.Kind {
	case "CustomResourceDefinition":
		var definition apiextensionsv1.CustomResourceDefinition
		if err := sigsyaml.UnmarshalStrict(document, &definition); err != nil {
			return err
		}
		return compileDefinition(&definition, language, report)
	case "ValidatingAdmissionPolicy":
		var policy admission.ValidatingAdmissionPolicy
		if err := sigsyaml.UnmarshalStrict(document, &policy); err != nil {
			return err
		}
		return compilePolicy(&policy, language, report)
	}
	return nil
}

func compileDefinition(definition *apiextensionsv1.CustomResourceDefinition, language *environment.EnvSet, report func(string, error)) error {
	for _, served := range definition.Spec.Versions {
		var internal apiextensions.JSONSchemaProps
		if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(served.Schema.OpenAPIV3Schema, &internal, nil); err != nil {
			return err
		}
		structural, err := schema.NewStructural(&internal)
		if err != nil {
			return err
		}
		compileSchema(structural, definition.Name, true, language, report)
	}
	return nil
}

func compileSchema(node *schema.Structural, place string, root bool, language *environment.EnvSet, report func(string, error)) {
	results, err := schemacel.Compile(node, model.SchemaDeclType(node, root), celconfig.PerCallLimit, language, schemacel.NewExpressionsEnvLoader())
	if err != nil {
		report(place, err)
	}
	for i, result := range results {
		at := fmt.Sprintf("%s rule %d", place, i)
		if result.Error != nil {
			report(at, result.Error)
		} else {
			report(at, nil)
		}
		if result.MessageExpressionError != nil {
			report(at+" message", result.MessageExpressionError)
		}
	}
	if node.Items != nil {
		compileSchema(node.Items, place+"[]", false, language, report)
	}
	if node.AdditionalProperties != nil && node.AdditionalProperties.Structural != nil {
		compileSchema(node.AdditionalProperties.Structural, place+"{}", false, language, report)
	}
	names := make([]string, 0, len(node.Properties))
	for name := range node.Properties {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		child := node.Properties[name]
		compileSchema(&child, place+"."+name, false, language, report)
	}
}

// expression is one expression of a policy, with what it may return.
type expression struct {
	name, text string
	types      []*celgo.Type
}

func (e expression) GetName() string            { return e.name }
func (e expression) GetExpression() string      { return e.text }
func (e expression) ReturnTypes() []*celgo.Type { return e.types }

func compilePolicy(policy *admission.ValidatingAdmissionPolicy, language *environment.EnvSet, report func(string, error)) error {
	compiler, err := plugincel.NewCompositedCompiler(language)
	if err != nil {
		return err
	}
	options := plugincel.OptionalVariableDeclarations{HasParams: policy.Spec.ParamKind != nil, HasAuthorizer: true}
	check := func(place string, result plugincel.CompilationResult) {
		if result.Error != nil {
			report(policy.Name+" "+place, result.Error)
		} else {
			report(policy.Name+" "+place, nil)
		}
	}
	any, truth, text := []*celgo.Type{celgo.AnyType, celgo.DynType}, []*celgo.Type{celgo.BoolType}, []*celgo.Type{celgo.StringType}
	for _, variable := range policy.Spec.Variables {
		check("variable "+variable.Name, compiler.CompileAndStoreVariable(expression{variable.Name, variable.Expression, any}, options, environment.NewExpressions))
	}
	for _, condition := range policy.Spec.MatchConditions {
		check("condition "+condition.Name, compiler.CompileCELExpression(expression{condition.Name, condition.Expression, truth}, options, environment.NewExpressions))
	}
	for i, validation := range policy.Spec.Validations {
		check(fmt.Sprintf("validation %d", i), compiler.CompileCELExpression(expression{"", validation.Expression, truth}, options, environment.NewExpressions))
		if validation.MessageExpression != "" {
			check(fmt.Sprintf("message %d", i), compiler.CompileCELExpression(expression{"", validation.MessageExpression, text}, options, environment.NewExpressions))
		}
	}
	return nil
}
